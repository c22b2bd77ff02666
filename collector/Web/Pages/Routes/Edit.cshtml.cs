using System.Globalization;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Web.Entries;
using EdgeNoc.Collector.Web.Forms;
using EdgeNoc.Collector.Web.Text;

namespace EdgeNoc.Collector.Web.Pages.Routes;

/// <summary>A step of a route in its form.</summary>
/// <param name="After">Minutes.</param>
/// <param name="Targets">Everybody and every rotation, and whether the step means them.</param>
/// <param name="Error">What is wrong with whom it means.</param>
internal sealed record StepRow(FormField After, IReadOnlyList<(string Value, string Word, bool IsChosen)> Targets, string? Error);

/// <summary>Makes or changes a route: what it takes, when, and whom it tells first and later.</summary>
internal sealed class EditModel(ApiContext api, Viewer viewer) : EntryPage(api, viewer, "route")
{
    private const int Most = 22, EmptyRows = 2, Minute = 60;
    private static readonly string[] MatcherNames = ["site", "device", "entity", "pon", "kind", "severity", "reason", "cause", "source"];
    private static readonly string[] Operators = ["=", "!=", "=~", "!~"];

    public override string List => "/routes";

    public FormField Id { get; private set; } = null!;

    public IReadOnlyList<IReadOnlyList<FormField>> MatcherRows { get; private set; } = [];

    public IReadOnlyList<IReadOnlyList<FormField>> HourRows { get; private set; } = [];

    public IReadOnlyList<StepRow> StepRows { get; private set; } = [];

    public IReadOnlyList<FormField> Fields { get; private set; } = [];

    protected override JsonObject Fresh() => new() { ["position"] = Api.Read(PeopleEntries.Routes) is { Count: > 0 } routes ? Math.Min(100_000, routes.Max(route => route.Position) + 10) : 0 };

    protected override JsonObject Typed()
    {
        var route = new JsonObject();
        Take(route, "id");
        var (matchers, hours, steps) = (new JsonArray(), new JsonArray(), new JsonArray());
        for (var row = 0; row < Most; row++)
        {
            // An empty value means what is missing: only a line without a name is none.
            if (Sent(Key("matchers", row, "name")) is { Length: > 0 } name) matchers.Add(new JsonObject { ["name"] = name, ["op"] = Sent(Key("matchers", row, "op")), ["value"] = Sent(Key("matchers", row, "value")) });
            if (Hours(row) is { } interval) hours.Add(interval);
            if (Step(row) is { } step) steps.Add(step);
        }

        (route["matchers"], route["active"], route["steps"]) = (matchers, hours, steps);
        TakeNumber(route, "position", Sent("position"));
        TakeNumber(route, "group_wait_s", Sent("group_wait_s"));
        TakeNumber(route, "group_interval_s", Sent("group_interval_s"));
        TakeNumber(route, "repeat_interval_s", Sent("repeat_interval_s"), Minute);
        route["continue"] = Sent("continue") == "true";
        return route;
    }

    protected override void Ask()
    {
        Id = Of("id", FormText.Id, FormText.IdHint);
        MatcherRows = [.. Rows("matchers").Select(row => (IReadOnlyList<FormField>)[
            Of(Key("matchers", row.Place, "name"), RouteText.Field, Text(row.Entry?["name"])) with { Hint = row.Place == 0 ? string.Join(", ", MatcherNames.Take(6)) + " …" : null },
            Of(Key("matchers", row.Place, "op"), RouteText.Op, Text(row.Entry?["op"])) with { Type = "choice", Choices = [.. Operators.Select(op => (op, op))] },
            Of(Key("matchers", row.Place, "value"), RouteText.Value, Text(row.Entry?["value"]))])];
        HourRows = [.. Rows("active").Select(row => (IReadOnlyList<FormField>)[
            Of(Key("active", row.Place, "days"), RouteText.Days, string.Join(' ', (row.Entry?["days"] as JsonArray ?? []).Select(Text))),
            Of(Key("active", row.Place, "from"), RouteText.From, Text(row.Entry?["from"])),
            Of(Key("active", row.Place, "to"), RouteText.To, Text(row.Entry?["to"])),
            Of(Key("active", row.Place, "zone"), RouteText.Zone, row.Entry is null ? Viewer.Zone.Id : Text(row.Entry["zone"]))])];
        var targets = Targets();
        StepRows = [.. Rows("steps").Select(row => StepOf(row.Place, row.Entry, targets))];
        Fields =
        [
            Of("continue", RouteText.Continue) with { Type = "choice", Choices = [("false", Viewer.Say(InventoryText.No)), ("true", Viewer.Say(InventoryText.Yes))] },
            Of("position", RouteText.Position) with { Type = "number" },
            Of("group_wait_s", RouteText.GroupWait, RouteText.Usual) with { Type = "number" },
            Of("group_interval_s", RouteText.GroupInterval, RouteText.Usual) with { Type = "number" },
            Of("repeat_interval_s", RouteText.RepeatInterval, Minutes(Entry["repeat_interval_s"]), RouteText.Usual) with { Type = "number" },
        ];
    }

    private JsonObject? Hours(int row)
    {
        var (days, from, to) = (Sent(Key("active", row, "days")), Sent(Key("active", row, "from")), Sent(Key("active", row, "to")));
        if (days.Length + from.Length + to.Length == 0) return null;
        var interval = new JsonObject { ["from"] = from, ["to"] = to };
        if (Sent(Key("active", row, "zone")) is { Length: > 0 } zone) interval["zone"] = zone;
        if (days.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } list) interval["days"] = new JsonArray([.. list.Select(day => JsonValue.Create(day.ToLowerInvariant()))]);
        return interval;
    }

    private JsonObject? Step(int row)
    {
        List<string> to = [.. Request.Form[Key("steps", row, "to")].OfType<string>().Where(target => target.Length > 0)];
        if (to.Count == 0) return null;
        var step = new JsonObject { ["after_s"] = 0, ["to"] = new JsonArray([.. to.Select(target => JsonValue.Create(target))]) };
        TakeNumber(step, "after_s", Sent(Key("steps", row, "after_min")), Minute);
        return step;
    }

    private StepRow StepOf(int place, JsonObject? step, IReadOnlyList<(string Value, string Word)> targets)
    {
        var chosen = (step?["to"] as JsonArray ?? []).Select(Text).OfType<string>().ToList();

        // Somebody who is not there any more stays visible.
        var all = targets.Concat(chosen.Where(one => !targets.Any(target => target.Value == one)).Select(one => (one, $"{one} ?")));
        var errors = new[] { Errors.At($"steps[{place}].to") }.Concat(chosen.Select((_, at) => Errors.At($"steps[{place}].to[{at}]"))).Append(place == 0 ? Errors.At("steps") : null).OfType<string>();
        var after = Of(Key("steps", place, "after_min"), RouteText.AfterMinutes, Minutes(step?["after_s"])) with { Type = "number", Error = Errors.At($"steps[{place}].after_s") };
        return new StepRow(after, [.. all.Select(target => (target.Item1, target.Item2, chosen.Contains(target.Item1, StringComparer.Ordinal)))], string.Join("; ", errors) is { Length: > 0 } error ? error : null);
    }

    private List<(string Value, string Word)> Targets() => Api.Read(db => (List<(string, string)>)[
        .. RotationStore.All(db).Select(rotation => ($"rotation:{rotation.Id}", $"↻ {rotation.Id}")),
        .. PeopleEntries.Contacts(db).Select(contact => ($"contact:{contact.Id}", contact.Name == contact.Id ? contact.Id : $"{contact.Name} ({contact.Id})"))]);

    private IEnumerable<(int Place, JsonObject? Entry)> Rows(string key)
    {
        var entries = (Entry[key] as JsonArray ?? []).OfType<JsonObject>().ToList();
        return Enumerable.Range(0, Math.Min(Most, entries.Count + (key == "active" && entries.Count > 0 ? 1 : EmptyRows))).Select(place => (place, entries.ElementAtOrDefault(place)));
    }

    private static string? Minutes(JsonNode? seconds) =>
        seconds is JsonValue value && value.TryGetValue(out int number) ? ((decimal)number / Minute).ToString("0.##", CultureInfo.InvariantCulture) : Text(seconds);

    private static string Key(string list, int row, string key) => string.Create(CultureInfo.InvariantCulture, $"{list}[{row}].{key}");
}
