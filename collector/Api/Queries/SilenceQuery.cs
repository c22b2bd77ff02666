using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Queries;

/// <summary>A silence, a mute or a maintenance.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind"><c>silence, maintenance, mute</c>.</param>
/// <param name="State"><c>pending, active, ended</c>.</param>
/// <param name="Matchers">What it covers; none at a mute.</param>
/// <param name="Starts">From when.</param>
/// <param name="Ends">Until when.</param>
/// <param name="Author">Who made it.</param>
/// <param name="Comment">Why.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Incident">Of a mute: its incident.</param>
internal sealed record SilenceView(
    long Id, string Kind, string State, IReadOnlyList<Matcher> Matchers, DateTimeOffset Starts, DateTimeOffset Ends, string Author, string Comment, DateTimeOffset CreatedAt, long? Incident)
{
    public static SilenceView Of(Silence silence, DateTimeOffset now) => new(
        silence.Id, DbName.Of(silence.Kind), silence.Ends <= now || silence.EndedMs is not null ? "ended" : silence.Starts > now ? "pending" : "active",
        Alerts.Silences.Matchers.Read(silence.MatchersJson) ?? [], silence.Starts, silence.Ends, silence.Author, silence.Comment, DbTime.Time(silence.CreatedMs), silence.Incident);
}

/// <summary>How the ONUs are against how they were when the maintenance began.</summary>
/// <param name="AsOf">When it was compared.</param>
/// <param name="Before">How many ONUs were listed when it began; left out: it has not begun.</param>
/// <param name="Down">Up before, down now.</param>
/// <param name="Gone">Up before, not listed now.</param>
/// <param name="Worse">Weaker than before by more than 2 dB.</param>
/// <param name="CameUp">Down before, up now.</param>
internal sealed record MaintenanceComparison(
    DateTimeOffset AsOf, int? Before, IReadOnlyList<MaintainedOnu> Down, IReadOnlyList<MaintainedOnu> Gone, IReadOnlyList<MaintainedOnu> Worse, IReadOnlyList<MaintainedOnu> CameUp);

/// <summary>A maintenance with what it changed.</summary>
internal sealed record MaintenanceDetail(SilenceView Maintenance, MaintenanceComparison Report);

/// <summary>Silences by what is asked for.</summary>
internal static class SilenceQuery
{
    /// <param name="db">The transaction.</param>
    /// <param name="isMaintenance">Maintenance, or silences and mutes.</param>
    /// <param name="state"><c>pending, active, ended</c>, <c>standing</c>: pending or active; null: all.</param>
    /// <param name="cursor">Older than this number.</param>
    /// <param name="limit">How many.</param>
    /// <param name="now">What the state goes by.</param>
    /// <param name="scope">The sites that whoever asks sees; a page may then hold fewer than the limit.</param>
    public static Page<SilenceView> List(Db db, bool isMaintenance, string? state, long? cursor, int limit, DateTimeOffset now, SiteScope scope)
    {
        var where = new Where()
            .And(isMaintenance ? "kind = 'maintenance'" : "kind <> 'maintenance'")
            .And(
                state switch
                {
                    "standing" => "ends_ms > @nowMs",
                    "ended" => "ends_ms <= @nowMs",
                    "pending" => "starts_ms > @nowMs AND ends_ms > @nowMs",
                    _ => "starts_ms <= @nowMs AND ends_ms > @nowMs",
                },
                "nowMs",
                state is null ? null : DbTime.Ms(now))
            .And("id < @cursor", "cursor", cursor);
        where.Values.Add("limit", limit + 1);

        // What a maintenance keeps of before is large and not shown here.
        var rows = db.Query<Silence>(
            $"SELECT id, kind, matchers_json, starts_ms, ends_ms, author, comment, created_ms, incident, active, ended_ms FROM silences{where} ORDER BY id DESC LIMIT @limit", where.Values);
        var page = Page<SilenceView>.Of(rows, limit, row => SilenceView.Of(row, now), row => row.Id);
        return scope.IsAll ? page : page with { Items = [.. page.Items.Where(silence => scope.Allows(silence.Matchers))] };
    }

    public static MaintenanceDetail? Maintenance(Db db, long id, DateTimeOffset now)
    {
        if (SilenceStore.Find(db, id) is not { Kind: SilenceKind.Maintenance } silence) return null;
        var view = SilenceView.Of(silence, now);
        var before = PlantSnapshot.Read(silence.BeforeJson);
        var report = MaintenanceReport.Of(before ?? [], before is null ? [] : PlantSnapshot.Take(db, view.Matchers));
        return new MaintenanceDetail(view, new MaintenanceComparison(now, before?.Count, report.Down, report.Gone, report.Worse, report.CameUp));
    }
}
