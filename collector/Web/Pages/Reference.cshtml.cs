using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>The description of the API, to read and to try. It is no page below <c>/api</c> or <c>/openapi</c>, where everything is for programs.</summary>
internal sealed class ReferenceModel : PageModel;
