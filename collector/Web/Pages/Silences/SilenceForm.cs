using System.Globalization;
using EdgeNoc.Collector.Alerts.Silences;

namespace EdgeNoc.Collector.Web.Pages.Silences;

/// <summary>A silence as somebody writes it into the form; what is left empty is not asked for.</summary>
internal sealed record SilenceForm(string? Site, string? Device, string? Pon, string? Entity, string? Kind, string? Severity, string? Starts, int Minutes, string? Comment)
{
    /// <summary>The lengths one can choose from, in minutes.</summary>
    public static IReadOnlyList<int> Lengths { get; } = [30, 60, 120, 240, 480, 720, 1_440, 2_880, 10_080, 43_200];

    public IReadOnlyList<Matcher> Matchers =>
    [
        .. new[] { ("site", Site), ("device", Device), ("pon", Pon), ("entity", Entity), ("kind", Kind), ("severity", Severity) }
            .Where(pair => !string.IsNullOrWhiteSpace(pair.Item2)).Select(pair => new Matcher(pair.Item1, MatchOperator.Equal, pair.Item2!.Trim())),
    ];

    /// <summary>What is to be made; null: its start is no time. Pure.</summary>
    /// <param name="kind">Silence or maintenance.</param>
    /// <param name="zone">In which the start is written.</param>
    /// <param name="now">Where it has none.</param>
    public NewSilence? Read(SilenceKind kind, TimeZoneInfo zone, DateTimeOffset now)
    {
        var starts = now;
        if (!string.IsNullOrWhiteSpace(Starts))
        {
            if (!DateTime.TryParseExact(Starts.Trim(), ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || local.Year is < 2000 or > 2200) return null;

            // An hour that a summer time leaves out is meant an hour later.
            if (zone.IsInvalidTime(local)) local = local.AddHours(1);
            starts = new DateTimeOffset(local, zone.GetUtcOffset(local));
        }

        return new NewSilence(kind, Matchers, starts, starts.AddMinutes(Math.Clamp(Minutes, 0, 1_000_000)), Comment?.Trim() ?? "");
    }
}
