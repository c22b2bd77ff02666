using System.Globalization;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Web.Entries;
using EdgeNoc.Collector.Web.Forms;
using EdgeNoc.Collector.Web.Text;

namespace EdgeNoc.Collector.Web.Pages.Reports;

/// <summary>Makes or changes a report that is sent by itself.</summary>
internal sealed class EditModel(ApiContext api, Viewer viewer) : EntryPage(api, viewer, "report")
{
    private static readonly string[] Kinds = ["hourly", "daily", "alive"];

    public override string List => "/reports";

    public IReadOnlyList<FormField> Fields { get; private set; } = [];

    protected override JsonObject Fresh() => new() { ["kind"] = "daily", ["at"] = "07:00" };

    protected override JsonObject Typed()
    {
        var report = new JsonObject();
        foreach (var key in (string[])["id", "kind", "contact", "at"]) Take(report, key);
        report["sites"] = new JsonArray([.. Sent("sites").Split([',', ' ', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(site => JsonValue.Create(site))]);
        return report;
    }

    protected override void Ask()
    {
        var contacts = Api.Read(db => PeopleStore.Read(db, Api.Rules)).Contacts.Values.OrderBy(contact => contact.Name, StringComparer.OrdinalIgnoreCase);
        var sites = (Entry["sites"] as JsonArray ?? []).Select(Text).ToList();
        Fields =
        [
            Of("id", FormText.Id, FormText.IdHint),
            Of("kind", OverviewText.Kind) with { Type = "choice", Choices = [.. Kinds.Select(kind => (kind, Viewer.Say(RouteText.OfReport(kind))))] },
            Of("contact", RouteText.Reader) with { Type = "choice", Choices = [.. contacts.Select(contact => (contact.Id, contact.Name))] },
            Of("at", RouteText.At, RouteText.AtHint),
            Of("sites", PeopleText.Sites, string.Join(", ", sites)) with
            {
                Hint = $"kdr-03, mlg-01; — : {Viewer.Say(PeopleText.AllSites)}",
                Error = string.Join("; ", sites.Select((_, at) => Errors.At(string.Create(CultureInfo.InvariantCulture, $"sites[{at}]"))).OfType<string>()) is { Length: > 0 } error ? error : null,
            },
        ];
    }
}
