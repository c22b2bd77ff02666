using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Alerts.Text.Templating;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Reports;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Api.Queries;

/// <summary>What a text would be on a channel.</summary>
/// <param name="Channel">Its id.</param>
/// <param name="Parts">Messages that it is cut into.</param>
/// <param name="Cost">Of all of them, in the operator's own currency; left out: none is said.</param>
internal sealed record PreviewChannel(string Channel, int Parts, decimal? Cost);

/// <summary>What a template makes of something that really happened, or of how the network is now.</summary>
internal static class TemplateTrial
{
    private const int Recent = 25;

    /// <summary>Incidents that one can try a text on, the newest first: number and how it stands in its first line.</summary>
    public static IReadOnlyList<(long Number, string Line)> Incidents(Db db, string language, DateTimeOffset now) =>
    [
        .. db.Query<Incident>("SELECT * FROM incidents ORDER BY number DESC LIMIT @Recent", new { Recent })
            .Select(incident => (incident.Number, MessageText.FirstLine(Model(db, incident, TemplateName.Problem, now), SiteProfile.Of(db, incident.Site).Style(language)))),
    ];

    /// <summary>On an incident, as it would be told: its problem also after it is over, its recovery also while it stands. Null: there is none of that number.</summary>
    public static TemplateResult? OnIncident(Db db, TemplateName name, string language, string content, long number, DateTimeOffset now) =>
        IncidentStore.Find(db, number) is not { } incident ? null : TemplatePreview.Render(
            name, language, content, () => (TemplateSample.Incident(name, Model(db, incident, name, now), SiteProfile.Of(db, incident.Site).Style(language)), number));

    /// <summary>A report on how the network is now.</summary>
    public static TemplateResult OnNetwork(CollectorDatabase database, TemplateName name, string language, string content, TimeZoneInfo zone, DateTimeOffset now) => TemplatePreview.Render(name, language, content, () =>
    {
        var olts = NetworkFigures.Read(database, now);
        var routers = RouterReader.Read(database, now);
        var style = new MessageStyle(language, zone);
        var report = database.Write(db => new NetworkReport
        {
            At = now, Olts = [.. olts.Select(olt => olt.Figures)], Routers = routers, OpenIncidents = DayReader.OpenIncidents(db, _ => true, style, now),
            Day = name == TemplateName.Daily ? DayReader.Read(db, _ => true, olts, now) : null,
        });
        return (TemplateSample.Report(report, style), null);
    });

    /// <summary>How long a text is on each channel.</summary>
    public static IReadOnlyList<PreviewChannel> Channels(string text, IReadOnlyList<IChannelSettings> channels, TimeProvider time) =>
    [
        .. channels.Select(settings =>
        {
            var channel = settings.Open(time);
            using var _ = channel as IDisposable;
            var parts = text.Length == 0 ? 0 : MessageSplit.Split(text, channel.Can.MaxChars).Count;
            return new PreviewChannel(settings.Channel.Id, parts, settings.Channel.CostPerMessage > 0 ? parts * settings.Channel.CostPerMessage : null);
        }),
    ];

    private static IncidentModel Model(Db db, Incident incident, TemplateName name, DateTimeOffset now)
    {
        var members = IncidentStore.Alerts(db, incident.Number);
        var profile = SiteProfile.Of(db, incident.Site);
        if (name != TemplateName.Recovery) return IncidentModels.Of(incident with { ClosedMs = null }, profile, members.ConvertAll(alert => alert with { ClearedMs = null }), [], now);
        var closed = incident.ClosedMs ?? DbTime.Ms(now);
        return IncidentModels.Of(incident with { ClosedMs = closed }, profile, members.ConvertAll(alert => alert with { ClearedMs = alert.ClearedMs ?? closed }), [], now);
    }
}
