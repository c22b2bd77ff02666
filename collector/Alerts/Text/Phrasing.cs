using System.Globalization;
using EdgeNoc.Collector.Alerts.Text.Languages;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>A style at work: numbers, durations, times and the words of the catalogue as its reader expects them.</summary>
internal sealed class Phrasing(MessageStyle style)
{
    public Language Words { get; } = Language.Of(style.Language);

    public TimeZoneInfo Zone => style.Zone;

    public string? UnknownZone => style.UnknownZone is { } zone ? HostileText.Clean(zone, 48) : null;

    /// <summary>Two decimals at most; a number of more than nine digits is written with an exponent, for written out it could be a page long.</summary>
    public string Number(double value) => value.ToString(Math.Abs(value) < 1e9 ? "#,0.##" : "0.##E+0", Words.Numbers);

    /// <summary>With so many decimals, also when they are 0.</summary>
    public string Fixed(double value, int decimals) => value.ToString($"N{decimals.ToString(CultureInfo.InvariantCulture)}", Words.Numbers);

    /// <summary><c>96.0%</c>.</summary>
    public string Percent(double value) => $"{Fixed(value, 1)}%";

    /// <summary>Two units at most: <c>45s</c>, <c>5m 15s</c>, <c>2h 5m</c>, <c>3d 4h</c>.</summary>
    public string Duration(TimeSpan duration)
    {
        var d = duration < TimeSpan.Zero ? TimeSpan.Zero : duration;
        var (seconds, minutes, hours, days) = Words.Durations;
        return d switch
        {
            { TotalMinutes: < 1 } => $"{Number(d.Seconds)}{seconds}",
            { TotalHours: < 1 } => $"{Number(d.Minutes)}{minutes} {Number(d.Seconds)}{seconds}",
            { TotalDays: < 1 } => $"{Number(d.Hours)}{hours} {Number(d.Minutes)}{minutes}",
            _ => $"{Number((int)d.TotalDays)}{days} {Number(d.Hours)}{hours}",
        };
    }

    public string Clock(DateTimeOffset time, DateTimeOffset now) => SiteTime.Clock(time, now, Zone);

    public string Full(DateTimeOffset time) => SiteTime.Full(time, Zone);

    /// <summary>What is wrong, without the reason: <c>down</c>, <c>power off</c>. A kind that nobody listed is read as it is written.</summary>
    public string Condition(string kind, string? reason) => kind == EventKinds.OnuDown && reason == AlertKind.DyingGasp
        ? Words.Catalogue.PowerOff
        : Words.Catalogue.Conditions.GetValueOrDefault(kind) ?? Readable(kind[(kind.IndexOf('.', StringComparison.Ordinal) + 1)..], 60);

    /// <summary>The field's own word for a reason, as every OLT has it: <c>timeout</c>, <c>dying gasp</c>, <c>LOS</c>.</summary>
    public static string Term(string reason) => reason == "los" ? "LOS" : Readable(reason, 60);

    /// <summary>What a reason means; null when there is none, or nothing to add to it.</summary>
    public string? Meaning(string kind, string? reason) => reason is null
        ? null
        : Words.Catalogue.Reasons.GetValueOrDefault($"{kind.Split('.')[0]}.{reason}") ?? Words.Catalogue.Reasons.GetValueOrDefault(reason);

    /// <summary>What shows that a device is alive.</summary>
    public string Sign(string sign) => Words.Catalogue.Signs.GetValueOrDefault(sign) ?? Readable(sign, 32);

    public CauseWords? Cause(string? cause) => cause is null ? null : Words.Catalogue.Causes.GetValueOrDefault(cause);

    /// <summary><c>ONU</c>, <c>ONUs</c>: what a kind speaks of.</summary>
    public string Noun(string kind, long count)
    {
        var word = kind.Split('.')[0];
        return Words.Catalogue.Nouns.GetValueOrDefault(word)?.For(count) ?? Readable(word, 32);
    }

    /// <summary>The word for the first part of an entity: <c>pool</c>, <c>area</c>.</summary>
    public string Part(string word) => Words.Catalogue.Nouns.GetValueOrDefault(word)?.One ?? Readable(word, 32);

    public string Severity(Severity severity) => severity switch
    {
        Common.Events.Severity.Info => Words.Catalogue.Severities.Info,
        Common.Events.Severity.Low => Words.Catalogue.Severities.Low,
        Common.Events.Severity.Medium => Words.Catalogue.Severities.Medium,
        Common.Events.Severity.High => Words.Catalogue.Severities.High,
        _ => Words.Catalogue.Severities.Critical,
    };

    /// <summary>A value with its name and unit: <c>CPU 97.26%</c>.</summary>
    public string Value(string key, double value)
    {
        var (name, unit) = Units.Split(key);
        var word = Words.Catalogue.Values.GetValueOrDefault(name) ?? Readable(name, 32);
        return $"{word} {Units.Text(value, unit, this)}";
    }

    public static string Readable(string name, int maxLength) => HostileText.Clean(name.Replace('_', ' '), maxLength);

    /// <summary>The first letter in capitals, the rest as it is.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
