using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EdgeNoc.Collector.Influx;

/// <summary>Reads the answer to a write: which failures are for ever and which pass.</summary>
internal static partial class InfluxAnswer
{
    /// <summary>Longer words of a database help nobody.</summary>
    private const int MaxReason = 500;

    private static readonly string[] DiskFailures = ["no space left on device", "disk quota exceeded", "read-only file system"];

    /// <param name="status">The HTTP status.</param>
    /// <param name="isHtml">Whether the answer is a web page, as captive portals and proxies send.</param>
    /// <param name="body">The beginning of the answer.</param>
    /// <param name="retryAfter">From the header of that name.</param>
    public static WriteOutcome Read(int status, bool isHtml, string body, TimeSpan? retryAfter)
    {
        if (status is >= 200 and < 300 && !isHtml) return WriteOutcome.Stored.Instance;
        var reason = Reason(status, body);
        if (status >= 400 && IsDiskFailure(status, reason)) return Unavailable(UnavailableKind.DiskFull);
        return status switch
        {
            400 when !isHtml => new WriteOutcome.Refused(reason, Dropped(reason)),
            // 2.x says so of what conflicts with what is stored or is older than what is kept.
            422 when !isHtml => new WriteOutcome.Refused(reason, Dropped(reason)),
            413 => new WriteOutcome.Refused(reason, Dropped: null),
            401 or 403 => Unavailable(UnavailableKind.Unauthorized),
            _ when status >= 400 && IsMissing(reason) => Unavailable(UnavailableKind.DatabaseMissing),
            408 => Unavailable(UnavailableKind.Timeout),
            429 or 503 => Unavailable(UnavailableKind.Overloaded),
            >= 500 => Unavailable(UnavailableKind.ServerError),
            _ => Unavailable(UnavailableKind.Unexpected),
        };

        WriteOutcome.Unavailable Unavailable(UnavailableKind kind) => new(kind, reason, retryAfter);
    }

    /// <summary>1.x: <c>database not found: "edgenoc"</c>, <c>retention policy not found: m5</c>; 2.x: <c>bucket "edgenoc" not found</c>.</summary>
    private static bool IsMissing(string reason) => MissingStore().IsMatch(reason);

    /// <summary>
    /// A full disk may come as a partial write, status 400. Where InfluxDB quotes what was sent to it, these may be the words of a hostile line.
    /// </summary>
    private static bool IsDiskFailure(int status, string reason) =>
        DiskFailures.Any(text => reason.Contains(text, StringComparison.OrdinalIgnoreCase)) && (status != 400 || !reason.AsSpan().ContainsAny('"', '\''));

    /// <summary>1.x and 3.x say it in <c>error</c>, 2.x in <c>message</c>; else the answer's text. On one line.</summary>
    private static string Reason(int status, string body)
    {
        var text = body;
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object && (json.RootElement.TryGetProperty("error", out var error) || json.RootElement.TryGetProperty("message", out error)))
                text = error.ToString();
        }
        catch (JsonException)
        {
            // Not InfluxDB's own words: shown as they are.
        }

        text = Unprintable().Replace(text, " ").Trim();
        if (text.Length > MaxReason) text = text[..MaxReason] + "…";
        return text.Length == 0 ? FormattableString.Invariant($"HTTP {status}") : FormattableString.Invariant($"HTTP {status}: {text}");
    }

    private static int? Dropped(string reason) =>
        DroppedCount().Match(reason) is { Success: true } match && int.TryParse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;

    /// <summary><c>partial write: points beyond retention policy dropped=3</c>.</summary>
    [GeneratedRegex(@"dropped=(?<count>\d+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex DroppedCount();

    [GeneratedRegex("^HTTP [45][0-9][0-9]: (database not found|retention policy not found|bucket .{1,200} not found|Database not found)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex MissingStore();

    [GeneratedRegex(@"[\p{C}\s]+", RegexOptions.CultureInvariant)]
    private static partial Regex Unprintable();
}
