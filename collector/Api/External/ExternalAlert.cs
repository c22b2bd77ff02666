using System.Security.Cryptography;
using System.Text;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Events;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Api.External;

/// <summary>An alert as Prometheus and whoever speaks like it sends it to Alertmanager's <c>/api/v2/alerts</c>; other keys are passed over.</summary>
/// <param name="Labels">What it is; the set of them is its identity.</param>
/// <param name="Annotations">What describes it; <c>summary</c> and <c>description</c> are kept.</param>
/// <param name="StartsAt">Left out: now.</param>
/// <param name="EndsAt">When it is over unless it is sent again; in the past: it is over. Left out: five minutes from now.</param>
/// <param name="GeneratorUrl">Where it comes from.</param>
internal sealed record PostedAlert(
    IReadOnlyDictionary<string, string>? Labels, IReadOnlyDictionary<string, string>? Annotations, string? StartsAt, string? EndsAt,
    [property: System.Text.Json.Serialization.JsonPropertyName("generatorURL")] string? GeneratorUrl);

/// <summary>An alert of another system, read.</summary>
/// <param name="Alert">As the stages know it.</param>
/// <param name="Ends">When it is over unless it is sent again.</param>
internal sealed record ExternalAlert(NewAlert Alert, DateTimeOffset Ends)
{
    private const int MaxLabels = 64;
    private const int MaxName = 128;
    private const int MaxKind = 48;
    private const int MaxDevice = 64;
    private const string Foreign = "external";
    private static readonly TimeSpan DefaultLife = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MaxAhead = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(366);

    /// <summary>Reads one; what is wrong with it goes to <paramref name="errors"/> and there is no alert.</summary>
    public static ExternalAlert? Of(PostedAlert posted, string path, DateTimeOffset now, List<ApiError> errors)
    {
        var before = errors.Count;
        var labels = posted.Labels ?? new Dictionary<string, string>(StringComparer.Ordinal);
        CheckLabels(labels, path, errors);
        var site = labels.GetValueOrDefault("site") ?? Foreign;
        if (!Topics.IsSiteId(site)) errors.Add(new($"{path}.labels.site", "is no site id", "use 1 to 40 lower-case letters, digits and dashes, or leave it out"));
        var kind = Kind(labels.GetValueOrDefault("alertname"));
        if (kind is null) errors.Add(new($"{path}.labels.alertname", "is missing or has no letter", "send the name of the alert"));
        var starts = Time(posted.StartsAt, $"{path}.startsAt", now + MaxAhead, errors) ?? now;
        var ends = Time(posted.EndsAt, $"{path}.endsAt", now + LongestLife, errors) ?? now + DefaultLife;
        if (errors.Count > before) return null;
        var identity = new AlertIdentity(site, Device(labels), $"{Foreign}/{Fingerprint(labels)}", kind!);
        return new ExternalAlert(
            new NewAlert(
                identity, SeverityOf(labels.GetValueOrDefault("severity")), starts < now ? starts : now, null,
                System.Collections.Frozen.FrozenDictionary<string, double>.Empty, EventRules.Texts(Described(labels, posted)), TimeQuality.Synced),
            ends);
    }

    private static void CheckLabels(IReadOnlyDictionary<string, string> labels, string path, List<ApiError> errors)
    {
        if (labels.Count > MaxLabels) errors.Add(new($"{path}.labels", "are too many", $"send at most {MaxLabels}"));
        if (labels.Any(label => label.Value is null || label.Key.Length is 0 or > MaxName)) errors.Add(new($"{path}.labels", "hold a name that is empty or too long, or no text", $"send names of 1 to {MaxName} characters, and texts"));
    }

    /// <summary>Alertmanager writes a time that is not set as the year 1.</summary>
    private static DateTimeOffset? Time(string? text, string path, DateTimeOffset latest, List<ApiError> errors)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (!Entries.IsoTime.TryParse(Shortened(text), out var time)) errors.Add(new(path, "is no time", Entries.IsoTime.Remedy));
        else if (time > latest) errors.Add(new(path, "is too far ahead", "see that the clock of the sender is right"));
        else if (time.Year > 1) return time;
        return null;
    }

    /// <summary>Go writes nanoseconds, two digits more than there is room for.</summary>
    private static string Shortened(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0) return text;
        var end = point + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return end - point - 1 <= 7 ? text : text[..(point + 8)] + text[end..];
    }

    private static string? Kind(string? name)
    {
        var safe = string.Concat((name ?? "").Take(MaxKind).Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_'));
        return safe.Any(char.IsAsciiLetterOrDigit) ? $"{Foreign}.{safe}" : null;
    }

    private static string Device(IReadOnlyDictionary<string, string> labels)
    {
        var name = labels.GetValueOrDefault("device") ?? labels.GetValueOrDefault("instance") ?? Foreign;
        var safe = string.Concat(name.Take(MaxDevice).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-')).TrimStart('.', '-', '_');
        return Topics.IsName(safe) ? safe : Foreign;
    }

    private static string Fingerprint(IReadOnlyDictionary<string, string> labels)
    {
        // Lengths in front, so that no two sets give one text.
        var text = string.Concat(labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key.Length}:{label.Key}{label.Value.Length}:{label.Value}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }

    private static Severity SeverityOf(string? text) => text?.ToLowerInvariant() switch
    {
        "critical" or "page" or "emergency" or "disaster" => Severity.Critical,
        "high" or "error" or "major" => Severity.High,
        "low" or "minor" => Severity.Low,
        "info" or "information" or "informational" or "none" or "debug" => Severity.Info,
        _ => Severity.Medium,
    };

    private static Dictionary<string, string> Described(IReadOnlyDictionary<string, string> labels, PostedAlert posted)
    {
        // What describes it comes first: of many only so many are kept.
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in new[] { ("summary", Annotation(posted, "summary")), ("description", Annotation(posted, "description")), ("generator_url", posted.GeneratorUrl) })
        {
            if (!string.IsNullOrEmpty(text)) all[name] = text;
        }

        foreach (var (name, text) in labels.OrderBy(label => label.Key, StringComparer.Ordinal)) all.TryAdd(HostileText.Clean(name, MaxDevice), text);
        return all;
    }

    private static string? Annotation(PostedAlert posted, string name) => posted.Annotations?.GetValueOrDefault(name);
}
