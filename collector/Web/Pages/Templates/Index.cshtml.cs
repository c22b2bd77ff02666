using EdgeNoc.Collector.Alerts.Text.Templating;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Speech = EdgeNoc.Collector.Alerts.Text.Languages.Language;

namespace EdgeNoc.Collector.Web.Pages.Templates;

/// <summary>All texts of messages, and which of them were rewritten.</summary>
internal sealed class IndexModel(ApiContext api, Viewer viewer) : PageModel
{
    public IReadOnlyList<TemplateView> Texts { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (!viewer.Scope.IsAll) return Forbid();
        Texts = api.Read(db => Enum.GetValues<TemplateName>().SelectMany(name => Speech.All.Select(language => TemplatesResource.View(db, name, language.Code))).ToList());
        return Page();
    }
}
