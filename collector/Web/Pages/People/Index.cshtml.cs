using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.People;

/// <summary>Who signs in.</summary>
[Authorize(Policy = Roles.Admin)]
internal sealed class IndexModel(ApiContext api) : PageModel
{
    public IReadOnlyList<User> Users { get; private set; } = [];

    public void OnGet() => Users = api.Read(UserStore.All);
}
