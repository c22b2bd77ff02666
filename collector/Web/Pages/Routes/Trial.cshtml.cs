using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Events;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Web.Forms;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Common.Events;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Routes;

/// <summary>Who would be told of an alert that somebody makes up, and why. All of it stands in the address, so that it can be sent to a colleague.</summary>
internal sealed class TrialModel(ApiContext api, Viewer viewer) : PageModel
{
    private const int MaxText = 128;

    public IReadOnlyList<FormField> Fields { get; private set; } = [];

    public TrialView? Result { get; private set; }

    public string? Problem { get; private set; }

    public IActionResult OnGet(string? site, string? device, string? entity, string? kind, string? severity, string? reason, string? cause, string? at)
    {
        if (!viewer.Scope.IsAll) return Forbid();
        var sites = api.Read(db => db.Query<string>("SELECT site FROM sites ORDER BY site"));
        FormField Of(string key, Word label, string? value) => new(key, viewer.Say(label), value);
        Fields =
        [
            Of("site", OverviewText.Site, site) with { Type = sites.Count is > 0 and <= 500 ? "choice" : "text", Choices = [.. sites.Select(one => (one, one))], IsRequired = true },
            Of("kind", OverviewText.Kind, kind) with { IsRequired = true, Hint = "pon.down, onu.down, device.unreachable" },
            Of("severity", OverviewText.Worst, severity) with { Type = "choice", Choices = [("", viewer.Say(RouteText.KindsOwn)), .. Enum.GetValues<Severity>().Reverse().Select(one => (one.ToString().ToLowerInvariant(), viewer.Phrasing.Severity(one)))] },
            Of("device", OverviewText.Device, device) with { Hint = "olt-1" },
            Of("entity", OverviewText.Position, entity) with { Hint = "pon/0/3, onu/0/3:17" },
            Of("reason", RouteText.Reason, reason) with { Hint = "dying_gasp" },
            Of("cause", RouteText.Cause, cause) with { Hint = "fibre_cut, power" },
            Of("at", RouteText.When, at) with { Hint = $"{LocalTime.Example} ({viewer.Zone.Id})" },
        ];
        if (site is null && kind is null) return Page();
        var time = LocalTime.Parse(at, viewer.Zone);
        var texts = new[] { device, entity, reason, cause };
        if (!(Topics.IsSiteId(site) || site == AlertScope.Office) || !EventRules.IsKind(kind) || texts.Any(text => text?.Length > MaxText) || (!string.IsNullOrWhiteSpace(at) && time is null)
            || (severity is { Length: > 0 } && !Enum.TryParse<Severity>(severity, ignoreCase: true, out _)))
        {
            Problem = viewer.Say(RouteText.BadTrial);
            return Page();
        }

        var body = new TrialBody(site!, Text(device), Text(entity), kind!, Text(severity), Text(reason), Text(cause), null, time);
        Result = api.Read(db => RouteTrialQuery.Of(db, body, api.Rules, api.Now));
        return Page();
    }

    public string Why(TrialRouteView route) => route.Verdict switch
    {
        "taken" => viewer.Say(RouteText.WouldTake),
        "no_match" => viewer.Say(RouteText.NoMatch, route.Failed!.Name, route.Failed.Op switch { MatchOperator.NotEqual => "≠", MatchOperator.Matches => "~", MatchOperator.NotMatches => "≁", _ => "=" }, route.Failed.Value, route.Found),
        "too_mild" => viewer.Say(RouteText.TooMild),
        "not_active" => viewer.Say(RouteText.NotActive),
        _ => viewer.Say(RouteText.NotReached),
    };

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
