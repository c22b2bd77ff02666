using EdgeNoc.Collector.Channels;

namespace EdgeNoc.Collector.Alerts.Text.Templating;

/// <summary>Messages about an incident: people's template where there is one, else the shipped text.</summary>
internal static class IncidentTemplate
{
    private const int MaxAlerts = 60;

    public static string Render(TemplateName name, IncidentModel model, string head, IReadOnlyList<string> body, Phrasing say, Templates? templates)
    {
        var language = say.Words.Code;
        return templates is not null && templates.Has(name, language) && templates.Render(name, language, Fields(model, head, body, say), model.Number, model.Site) is { } text
            ? text
            : $"{head}\n{string.Join('\n', body)}";
    }

    /// <summary>All fields of <see cref="TemplateFields"/>.</summary>
    public static IReadOnlyDictionary<string, object> Fields(IncidentModel model, string head, IReadOnlyList<string> body, Phrasing say)
    {
        var cut = CutFacts.Of(model);
        var cause = say.Cause(Verdict.CauseOf(model));
        var alerts = model.Alerts.Concat(model.Children).ToList();
        var (back, _, remaining) = RecoveryText.Counts(model);
        return new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["number"] = Plain(model.Number),
            ["head"] = head,
            ["body"] = string.Join('\n', body),
            ["site"] = Place.Site(model.Site, model.SiteTitle),
            ["site_id"] = model.Site,
            ["place"] = Verdict.Where(model, model.Alerts, say).Trim(),
            ["severity"] = say.Severity(model.Severity),
            ["cause"] = cause?.Verdict ?? "",
            ["advice"] = cause?.Advice ?? "",
            ["time"] = say.Full(model.Since),
            ["now"] = say.Full(model.Now),
            ["open_for"] = say.Duration((model.ClosedAt ?? model.Now) - model.Since),
            ["acked_by"] = HostileText.Clean(model.AckedBy, 48),
            ["note"] = HostileText.Clean(model.Note, 200),
            ["down"] = cut is null ? "" : say.Number(cut.Down),
            ["total"] = cut is null || cut.Total == 0 ? "" : say.Number(cut.Total),
            ["back"] = say.Number(back),
            ["remaining"] = say.Number(remaining),
            ["olts"] = model.Olts is { } olts ? say.Number(olts) : "",
            ["answer"] = $"ack {Plain(model.Number)}",
            ["alerts"] = alerts.OrderByDescending(alert => alert.Severity).ThenBy(alert => alert.Device, NaturalOrder.Instance)
                .ThenBy(alert => alert.Entity, NaturalOrder.Instance).Take(MaxAlerts).Select(alert => Fields(alert, model.Now, say)).ToList(),
        };
    }

    private static Dictionary<string, object> Fields(Alert alert, DateTimeOffset now, Phrasing say)
    {
        var values = alert.Values;
        string Value(string key) => values.TryGetValue(key, out var value) ? Units.Text(value, Units.Split(key).Unit, say) : "";
        var end = alert.ClearedMs is { } ms ? Store.DbTime.Time(ms) : now;
        return new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["icon"] = alert.IsOpen ? Headline.Icon(alert.Kind, alert.Reason, alert.Severity) : "🟢",
            ["name"] = Place.Name(alert) is { Length: > 0 } name ? name : Place.Entity(alert, say),
            ["place"] = Place.Entity(alert, say),
            ["device"] = Place.Device(alert),
            ["pon"] = Place.Pon(alert) ?? "",
            ["kind"] = HostileText.Clean(alert.Kind, 64),
            ["status"] = say.Condition(alert.Kind, alert.Reason),
            ["reason"] = alert.Reason is { Length: > 0 } reason ? Phrasing.Term(reason) : "",
            ["meaning"] = say.Meaning(alert.Kind, alert.Reason) ?? "",
            ["mac"] = HostileText.Clean(alert.Labels.GetValueOrDefault("mac"), 20),
            ["rx"] = Value("rx_dbm"),
            ["distance"] = Value("distance_m"),
            ["temperature"] = Value("temp_c"),
            ["severity"] = say.Severity(alert.Severity),
            ["since"] = say.Clock(alert.Raised, now),
            ["lasted"] = say.Duration(end - alert.Raised),
            ["state"] = alert.IsOpen ? "raised" : "cleared",
        };
    }

    private static string Plain(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
