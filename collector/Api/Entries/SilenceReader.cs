using System.Globalization;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Entries;

/// <summary>A silence or maintenance as it is sent.</summary>
/// <param name="Matchers">What it covers: all must hold.</param>
/// <param name="Starts">From when; left out: from now.</param>
/// <param name="Ends">Until when; or say <paramref name="Minutes"/>.</param>
/// <param name="Minutes">How long from its start.</param>
/// <param name="Comment">Why.</param>
internal sealed record SilenceBody(IReadOnlyList<Matcher> Matchers, DateTimeOffset? Starts, DateTimeOffset? Ends, int? Minutes, string Comment);

/// <summary>Reads a silence or a maintenance.</summary>
internal static class SilenceReader
{
    private static readonly TimeSpan FurthestStart = TimeSpan.FromDays(365);

    /// <param name="section">The entry.</param>
    /// <param name="kind">Silence or maintenance.</param>
    /// <param name="now">What times are checked against.</param>
    /// <param name="mayBeOver">One that is over is no error but a warning: in a file that is read again.</param>
    public static NewSilence Read(ConfigSection section, SilenceKind kind, DateTimeOffset now, bool mayBeOver = false)
    {
        var matchers = MatcherReader.Read(section, required: true);
        var starts = EntryText.Time(section, "starts") ?? now;
        if (starts > now + FurthestStart) section.Error("starts", null, "is more than a year ahead", "write a time within the next year");
        var minutes = EntryText.Seconds(section, "minutes", 1, (int)SilenceActions.Longest.TotalMinutes);
        if (minutes is null == !section.Has("ends")) section.Error("ends", null, minutes is null ? "is missing" : "stands beside minutes", "write either ends or minutes");
        var ends = EntryText.Time(section, "ends") ?? Later(starts, minutes ?? 1);
        Check(section, starts, ends, now, mayBeOver);
        var comment = EntryText.Line(section, "comment", required: true) ?? "";
        section.Finish();
        return new NewSilence(kind, matchers, starts, ends, comment);
    }

    private static DateTimeOffset Later(DateTimeOffset starts, int minutes) =>
        starts > DateTimeOffset.MaxValue - SilenceActions.Longest ? starts : starts.AddMinutes(minutes);

    private static void Check(ConfigSection section, DateTimeOffset starts, DateTimeOffset ends, DateTimeOffset now, bool mayBeOver)
    {
        if (!section.Has("ends")) return;
        if (ends <= starts) section.Error("ends", null, "is not after its start", "write a later time");
        else if (ends <= now && mayBeOver) section.Warn("ends", null, "has passed", "the silence is left out");
        else if (ends <= now) section.Error("ends", null, "has passed", "write a time to come");
        else if (ends - starts > SilenceActions.Longest)
            section.Error("ends", null, string.Create(CultureInfo.InvariantCulture, $"is more than {SilenceActions.Longest.TotalDays:0} days after its start"), "write an earlier time: longer ones are forgotten");
    }
}
