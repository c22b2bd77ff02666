using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Find;
using EdgeNoc.Collector.Web.Charts;
using EdgeNoc.Collector.Web.Forms;
using EdgeNoc.Collector.Web.Live;
using EdgeNoc.Collector.Web.Map;
using EdgeNoc.Collector.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>One ONU: whose trouble it is, its light now and before, what happened to it.</summary>
internal sealed class OnuModel(ApiContext api, LiveBook book, LivePicture picture, FindService find, IAuthorizationService may, Viewer viewer) : PageModel
{
    public LiveOnu Now { get; private set; } = new("", "", "", "");

    /// <summary>As a search for it says; empty: it is in no list.</summary>
    public string Verdict { get; private set; } = "";

    public bool IsStale { get; private set; }

    public IReadOnlyList<PastAlert> Events { get; private set; } = [];

    public ChartRange Range { get; private set; } = ChartRange.All[1];

    public IReadOnlyList<ChartPlace> Charts { get; private set; } = [];

    public FormErrors Errors { get; } = new();

    /// <summary>Where it stands.</summary>
    public IReadOnlyList<FormField> PlaceFields { get; private set; } = [];

    /// <param name="position"><c>0/3:17</c>.</param>
    public static string Address(string site, string device, string position) => $"/sites/{site}/devices/{Uri.EscapeDataString(device)}/onu?at={Uri.EscapeDataString(position)}";

    public IActionResult OnGet(string site, string device, string? at, string? range) => Read(site, device, at, range) ? Page() : NotFound();

    public IActionResult OnGetNow(string site, string device, string? at) => Read(site, device, at, null) ? Partial("_OnuNow", this) : NotFound();

    public async Task<IActionResult> OnPostPlaceAsync(string site, string device, string? at, string? latitude, string? longitude, string? category)
    {
        if (!Read(site, device, at, null)) return NotFound();
        if (!(await may.AuthorizeAsync(User, Roles.Operator)).Succeeded) return Forbid();
        var (body, errors) = PlaceForm.Read(device, Now.Position, latitude, longitude, category);
        if (body is not null)
        {
            api.Change((db, now) =>
            {
                Places.Put(db, body.Of(site), viewer.Actor, now);
                return true;
            });
            return Redirect($"{Address(site, device, Now.Position)}#h-place");
        }

        Errors.Add(errors);
        AskPlace(latitude, longitude, category);
        return Page();
    }

    private void AskPlace(string? latitude, string? longitude, string? category) =>
        PlaceFields = PlaceForm.Fields(viewer, Errors, latitude, longitude, category, api.Read(db => PlaceStore.Categories(db, viewer.Scope.Allows)));

    private bool Read(string site, string device, string? at, string? range)
    {
        var colon = at?.LastIndexOf(':') ?? -1;
        if (!viewer.Scope.Allows(site) || colon <= 0 || book.Find(site)?.Onu(device, at![..colon], at[(colon + 1)..]) is not { } now) return false;
        (Now, IsStale) = (now, picture.Sites.GetValueOrDefault(site)?.IsStale == true);
        Verdict = api.Read(db =>
        {
            var result = find.Find(db, $"{site} {device} {now.Position}", viewer.Scope);
            return result.Total == 1 ? CustomerText.Of(result, id => SiteProfile.Of(db, id), viewer.Language, viewer.Now) : "";
        });
        var place = api.Read(db => PlaceStore.Find(db, site, device, $"onu/{now.Position}"));
        AskPlace(Degrees.Text(place?.Latitude), Degrees.Text(place?.Longitude), place?.Category);
        Events = PastAlert.Of(api, site, device, $"onu/{now.Position}", viewer.Now);
        Range = ChartRange.Of(range) ?? Range;
        var subject = $"device={Uri.EscapeDataString(device)}&pon={Uri.EscapeDataString(now.Pon)}&onu={Uri.EscapeDataString(now.Number)}&range={Range.Word}";
        Charts = [new($"/api/v1/sites/{site}/history/light?{subject}", OverviewText.ChartRx), new($"/api/v1/sites/{site}/history/up?{subject}", OverviewText.ChartUp)];
        return true;
    }
}
