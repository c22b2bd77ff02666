using EdgeNoc.Collector.Channels;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>The part of a daily report that an hourly one does not have: what paged nobody.</summary>
internal static class DayText
{
    public static IEnumerable<string> Of(DayFigures day, DateTimeOffset now, Phrasing say)
    {
        var words = say.Words.Reports;
        yield return "";
        yield return $"🗓️ {words.IncidentsOfTheDay(day.Begun, day.Ended)}";
        if (day.New + day.Replaced + day.Removed > 0) yield return $"🔀 {words.OnuChanges(day.New, day.Replaced, day.Removed)}";
        if (day.DownCount > 0)
        {
            yield return "";
            yield return $"🔴 {words.OnusDown(day.DownCount)}";
            foreach (var onu in day.Down) yield return $"• {Name(onu)}{(onu.Since is { } since ? $": {say.Words.Messages.Since(say.Clock(since, now))}" : "")}";
            if (day.DownCount > day.Down.Count) yield return say.Words.Messages.More(day.DownCount - day.Down.Count);
        }

        if (day.Weakest.Count == 0) yield break;
        yield return "";
        yield return $"📵 {words.WeakestRx(day.Weakest.Count)}";
        foreach (var onu in day.Weakest) yield return $"• {Name(onu)}: {say.Number(onu.RxDbm ?? 0)} dBm";
    }

    private static string Name(OnuLine onu) => Place.Join(
        HostileText.Clean(onu.SiteName, 48), Place.Device(onu.Device), HostileText.Clean(onu.Entity[(onu.Entity.IndexOf('/', StringComparison.Ordinal) + 1)..], 48),
        HostileText.Clean(onu.Name, 48)).TrimStart();
}
