using System.Globalization;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Web.Entries;
using EdgeNoc.Collector.Web.Forms;
using EdgeNoc.Collector.Web.Text;

namespace EdgeNoc.Collector.Web.Pages.Rotations;

/// <summary>Makes or changes people who take turns, and who takes over when.</summary>
internal sealed class EditModel(ApiContext api, Viewer viewer) : EntryPage(api, viewer, "rotation")
{
    private const int Hour = 3600, EmptyRows = 2, Most = 202;

    public override string List => "/rotations";

    public IReadOnlyList<FormField> Fields { get; private set; } = [];

    public IReadOnlyList<IReadOnlyList<FormField>> OverrideRows { get; private set; } = [];

    protected override JsonObject Fresh() => new()
    {
        ["time_zone"] = Viewer.Zone.Id, ["shift_s"] = 7 * 24 * Hour, ["starts"] = LocalTime.Json(LocalTime.Text(Viewer.Now, Viewer.Zone)[..10] + " 07:00", Viewer.Zone),
    };

    protected override JsonObject Typed()
    {
        var rotation = new JsonObject();
        Take(rotation, "id");
        Take(rotation, "time_zone");
        var zone = Zone(Sent("time_zone"));
        if (Sent("starts") is { Length: > 0 } starts) rotation["starts"] = LocalTime.Json(starts, zone);
        TakeNumber(rotation, "shift_s", Sent("shift_h"), Hour);
        rotation["members"] = new JsonArray([.. Sent("members").Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(member => JsonValue.Create(member))]);
        var overrides = new JsonArray();
        for (var row = 0; row < Most; row++)
        {
            var (from, to, contact) = (Sent(Key(row, "starts")), Sent(Key(row, "ends")), Sent(Key(row, "contact")));
            if (contact.Length > 0) overrides.Add(new JsonObject { ["starts"] = LocalTime.Json(from, zone), ["ends"] = LocalTime.Json(to, zone), ["contact"] = contact });
        }

        rotation["overrides"] = overrides;
        return rotation;
    }

    protected override void Ask()
    {
        var contacts = Api.Read(ContactStore.All);
        var zone = Zone(Text(Entry["time_zone"]));
        var members = (Entry["members"] as JsonArray ?? []).Select(Text).ToList();
        Fields =
        [
            Of("id", FormText.Id, FormText.IdHint),
            Of("time_zone", ContactText.Zone),
            Of("starts", RouteText.Starts, LocalTime.Shown(Text(Entry["starts"]), zone)) with { Hint = Viewer.Say(RouteText.StartsHint, LocalTime.Example) },
            Of("shift_h", RouteText.ShiftHours, Hours(Entry["shift_s"])) with { Type = "number", Error = Errors.At("shift_s") },
            Of("members", RouteText.Members, string.Join('\n', members)) with
            {
                Type = "area", Hint = Viewer.Say(RouteText.MembersHint, contacts.Count == 0 ? Viewer.Say(FormText.None) : string.Join(", ", contacts.Select(contact => contact.Id))),
                Error = string.Join("; ", new[] { Errors.At("members") }.Concat(members.Select((_, at) => Errors.At(string.Create(CultureInfo.InvariantCulture, $"members[{at}]")))).OfType<string>()) is { Length: > 0 } error ? error : null,
            },
        ];
        var known = (Entry["overrides"] as JsonArray ?? []).OfType<JsonObject>().ToList();

        // A link of the calendar names a shift: the first empty line is filled with it.
        var (from, to) = Request.HasFormContentType ? (null, null) : (Request.Query["from"].ToString(), Request.Query["to"].ToString());
        List<(string, string)> choices = [("", ""), .. contacts.Select(contact => (contact.Id, contact.Name))];
        OverrideRows = [.. Enumerable.Range(0, Math.Min(Most, known.Count + EmptyRows)).Select(row =>
        {
            var one = known.ElementAtOrDefault(row);
            var who = Text(one?["contact"]);
            var isNew = row == known.Count;
            return (IReadOnlyList<FormField>)[
                Of(Key(row, "starts"), RouteText.From, one is null ? isNew ? from : null : LocalTime.Shown(Text(one["starts"]), zone)),
                Of(Key(row, "ends"), RouteText.To, one is null ? isNew ? to : null : LocalTime.Shown(Text(one["ends"]), zone)),
                Of(Key(row, "contact"), RouteText.Whom, who) with { Type = "choice", Choices = who is { Length: > 0 } && choices.TrueForAll(choice => choice.Item1 != who) ? [.. choices, (who, $"{who} ?")] : choices }];
        })];
    }

    private TimeZoneInfo Zone(string? name) => name is { Length: > 0 } ? SiteTime.Zone(name).Zone : Viewer.Zone;

    private static string? Hours(JsonNode? seconds) => seconds is JsonValue value && value.TryGetValue(out int number) ? ((decimal)number / Hour).ToString("0.####", CultureInfo.InvariantCulture) : Text(seconds);

    private static string Key(int row, string key) => string.Create(CultureInfo.InvariantCulture, $"overrides[{row}].{key}");
}
