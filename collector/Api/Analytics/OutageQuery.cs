using System.Globalization;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Api.Analytics;

/// <summary>The outage ledger: what was away how often and how long, by month; what was announced and what nobody could see apart.</summary>
internal static class OutageQuery
{
    private const int MonthsBack = 12;
    private const int MostLines = 500;

    public static OutageMonth Month(Db db, OutageFilter filter, DateTimeOffset now)
    {
        var (time, nowMs) = (Clipped(MonthOf(filter.Month, filter.Zone), now), DbTime.Ms(now));
        var name = Name(filter.Month);
        if (time.Ms <= 0) return new OutageMonth(name, 0, []);
        var kinds = OutageAlerts.Groups.Where(kind => filter.Group is null || kind.Value == filter.Group).Select(kind => kind.Key).ToList();
        Where Narrow(Where where) => where.And(filter.Scope).And("site = @site", "site", filter.Site);
        var alerts = OutageAlerts.Of(db, kinds, time, Narrow);
        var blind = OutageAlerts.Blind(db, time, nowMs, Narrow);
        var work = OutageAlerts.Announced(db, time);
        var entries = alerts.GroupBy(alert => (alert.Subject, alert.Kind)).Select(thing =>
        {
            var last = thing.MaxBy(alert => alert.RaisedMs)!;
            return new OutageEntry(
                last.Site, last.Device, last.Entity, OutageAlerts.Groups[last.Kind], FlatJson.Texts(last.LabelsJson).GetValueOrDefault("name"), thing.Any(alert => alert.ClearedMs is null),
                Availability.Of(time, thing.Select(alert => alert.Span(nowMs)), WorkOn(work, last), BlindTo(blind, last)));
        }).OrderByDescending(entry => entry.Was.AwayS).ThenByDescending(entry => entry.Was.AnnouncedS).ThenBy(entry => entry.Site, StringComparer.Ordinal).ThenBy(entry => entry.Device, StringComparer.Ordinal)
            .ThenBy(entry => entry.Entity, StringComparer.Ordinal).ToList();
        return new OutageMonth(name, entries.Count, [.. entries.Take(filter.Limit)]);
    }

    /// <summary>The ledger of one thing over twelve months.</summary>
    public static OutageLedger Of(Db db, OutageSubject thing, TimeZoneInfo zone, DateTimeOffset now)
    {
        var today = TimeZoneInfo.ConvertTime(now, zone);
        var newest = new DateOnly(today.Year, today.Month, 1);
        var (first, nowMs) = (MonthOf(newest.AddMonths(1 - MonthsBack), zone), DbTime.Ms(now));
        var time = new Span(first.FromMs, nowMs);
        var alerts = OutageAlerts.Of(
            db, [.. OutageAlerts.Groups.Keys], time, where => where.And("site = @site", "site", thing.Site).And("device = @device", "device", thing.Device).And("entity = @entity", "entity", thing.Entity));
        if (alerts.Count == 0) return new OutageLedger([], []);
        var sample = alerts.MaxBy(alert => alert.RaisedMs)!;
        var blind = Spans.Union(BlindTo(OutageAlerts.Blind(db, time, nowMs, where => where.And("site = @site", "site", thing.Site)), sample));
        var work = Spans.Union(WorkOn(OutageAlerts.Announced(db, time), sample));
        return new OutageLedger(
            [.. Enumerable.Range(0, MonthsBack).Select(back => newest.AddMonths(-back)).Select(month =>
                new OutageMonthOf(Name(month), Availability.Of(Clipped(MonthOf(month, zone), now), alerts.Select(alert => alert.Span(nowMs)), work, blind)))],
            [.. alerts.OrderByDescending(alert => alert.RaisedMs).Take(MostLines).Select(alert => new OutageLine(
                DbTime.Time(alert.RaisedMs), alert.ClearedMs is { } ms ? DbTime.Time(ms) : null, alert.Reason, alert.Incident, ClassOf([alert.Span(nowMs)], work, blind)))]);
    }

    /// <summary>A month as somebody writes it; null for anything else.</summary>
    public static DateOnly? Parse(string? text) =>
        DateOnly.TryParseExact($"{text}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year is >= 2000 and <= 2200 ? month : null;

    private static string ClassOf(IReadOnlyList<Span> outage, IReadOnlyList<Span> work, IReadOnlyList<Span> blind)
    {
        var left = Spans.Without(outage, work);
        return outage.Sum(span => span.Ms) > 0 && left.Count == 0 ? "announced" : outage.Sum(span => span.Ms) > 0 && Spans.Without(left, blind).Count == 0 ? "unknown" : "outage";
    }

    /// <summary>An OLT that does not answer is itself away; its ONUs are not to be seen.</summary>
    private static IEnumerable<Span> BlindTo(ILookup<(string Site, string Device), Span> blind, OutageAlert thing) =>
        thing.Kind == "onu.down" ? blind[(thing.Site, "")].Concat(blind[(thing.Site, thing.Device)]) : blind[(thing.Site, "")];

    private static IEnumerable<Span> WorkOn(IReadOnlyList<(IReadOnlyList<Matcher> Matchers, Span Span)> work, OutageAlert thing)
    {
        if (work.Count == 0) return [];
        var fields = OutageAlerts.Fields(thing);
        return work.Where(one => Matchers.All(one.Matchers, fields)).Select(one => one.Span);
    }

    private static Span MonthOf(DateOnly month, TimeZoneInfo zone)
    {
        return new Span(Ms(month), Ms(month.AddMonths(1)));

        long Ms(DateOnly day)
        {
            var local = day.ToDateTime(TimeOnly.MinValue);
            if (zone.IsInvalidTime(local)) local = local.AddHours(1);
            return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUnixTimeMilliseconds();
        }
    }

    private static Span Clipped(Span span, DateTimeOffset now) => span with { ToMs = Math.Max(span.FromMs, Math.Min(span.ToMs, DbTime.Ms(now))) };

    private static string Name(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
