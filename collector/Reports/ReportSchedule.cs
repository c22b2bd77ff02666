using System.Globalization;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Reports;

/// <summary>What is to be done with a report now: one of the three below.</summary>
internal abstract record ReportDecision
{
    private ReportDecision()
    {
    }

    /// <summary>Nothing until its next slot.</summary>
    public sealed record Wait : ReportDecision;

    /// <summary>Its time has come.</summary>
    /// <param name="Slot">Which time.</param>
    /// <param name="Missed">How many slots before it went by unsent.</param>
    public sealed record Send(DateTimeOffset Slot, int Missed) : ReportDecision;

    /// <summary>No report: it is new and waits for its first slot, or the slot is too long ago.</summary>
    /// <param name="Slot">Up to where it is dealt with.</param>
    /// <param name="Missed">How many slots are skipped; 0: it is new.</param>
    public sealed record Skip(DateTimeOffset Slot, int Missed) : ReportDecision;
}

/// <summary>When reports are due, by the clocks of whom they are for.</summary>
internal static class ReportSchedule
{
    /// <summary>A report that comes later than this is of the past.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromHours(1);

    private static readonly TimeOnly Morning = new(7, 0);

    public static ReportDecision Decide(Report report, TimeZoneInfo zone, DateTimeOffset now)
    {
        var slot = LatestSlot(report, zone, now);
        if (report.LastMs is not { } ms) return new ReportDecision.Skip(slot, 0);
        var interval = report.Kind is ReportKind.Hourly ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);
        var last = DbTime.Time(ms);

        // A clock that was ahead and is right again must not silence it until then.
        if (last > now + interval) return new ReportDecision.Skip(slot, 0);
        if (last >= slot) return new ReportDecision.Wait();

        // A day of 23 or 25 hours is one day.
        var passed = Math.Max(1, (int)Math.Min(1000, Math.Round((slot - last) / interval)));
        return now - slot < LateAfter ? new ReportDecision.Send(slot, passed - 1) : new ReportDecision.Skip(slot, passed);
    }

    /// <summary>A time of day as people write it; false when it is none.</summary>
    public static bool TryParseTime(string? text, out TimeOnly time) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static DateTimeOffset LatestSlot(Report report, TimeZoneInfo zone, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        if (report.Kind is ReportKind.Hourly)
        {
            var minute = TryParseTime(report.AtLocal, out var at) ? at.Minute : 0;
            var since = TimeSpan.FromMinutes((local.Minute - minute + 60) % 60) + TimeSpan.FromTicks(local.Ticks % TimeSpan.TicksPerMinute);
            return (now - since).ToUniversalTime();
        }

        var time = TryParseTime(report.AtLocal, out var chosen) ? chosen : Morning;
        var today = Instant(local.Date + time.ToTimeSpan(), zone);
        return today <= now ? today : Instant(local.Date.AddDays(-1) + time.ToTimeSpan(), zone);
    }

    /// <summary>A time on the clock as a moment: of a time that comes twice the first, of one that is left out the first after it.</summary>
    private static DateTimeOffset Instant(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
