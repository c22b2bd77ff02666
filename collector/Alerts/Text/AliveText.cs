namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>What the daily sign of life says.</summary>
internal sealed record AliveFigures(DateTimeOffset At, long SitesOnline, long SitesDark, long OpenIncidents, long MessagesSent);

/// <summary>One line a day that says that the monitor watches: its absence is the alarm.</summary>
internal static class AliveText
{
    public static string Of(AliveFigures figures, MessageStyle style)
    {
        var say = new Phrasing(style);
        var words = say.Words.Reports;
        var icon = figures.SitesDark > 0 || figures.OpenIncidents > 0 ? "🟡" : "💚";
        return $"{icon} {words.Alive(say.Clock(figures.At, figures.At))}: {words.Sites(figures.SitesOnline, figures.SitesDark)}, "
            + $"{words.Incidents(figures.OpenIncidents)}, {words.MessagesSent(figures.MessagesSent)}";
    }
}
