using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EdgeNoc.Collector.Channels.Mpwa;

/// <summary>What an answer of the gateway means. HTTP 200 means nothing: only <c>"status": true</c> does.</summary>
internal static partial class MpwaReply
{
    private const int MaxReason = 200;

    public static SendOutcome Read(HttpStatusCode status, string body, TimeSpan? retryAfter)
    {
        var code = (int)status;
        if (code is 429 or >= 500) return new SendOutcome.TryAgain($"the gateway answered HTTP {code}: it is overloaded or broken; look at its own log", After: retryAfter);
        if (code is >= 300 and < 400)
            return new SendOutcome.TryAgain($"the gateway answered HTTP {code}, a redirect, which is not followed with a key: put the final address into channels.mpwa.url");
        if (Parse(body) is not { } reply)
        {
            // A body that is no JSON under a 200 comes from a proxy or a login page; whether the gateway behind it sent anything, nobody knows.
            return new SendOutcome.TryAgain($"HTTP {code} with something else than the gateway's JSON: check channels.mpwa.url", MayHaveArrived: code < 300);
        }

        if (code < 300 && reply.Status == true) return new SendOutcome.Accepted(reply.Id);
        var said = HostileText.Clean(reply.Message, MaxReason);
        if (said.Length == 0) said = $"HTTP {code} without a reason";
        return code < 300 && reply.Status == false && SaysBadNumber(said)
            ? new SendOutcome.Never($"the gateway says: {said}; check the number in alerts.recipients")
            : new SendOutcome.TryAgain($"the gateway says: {said}; check its device's connection, api_key_file and sender");
    }

    /// <summary>Whether the number is the fault; a word about sender, device or key means that the gateway itself is not well, which can be mended.</summary>
    private static bool SaysBadNumber(string text) => BadNumber().IsMatch(text) && !OwnFault().IsMatch(text);

    private static Reply? Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return null;
            return new Reply(Status(root), Text(root, "msg") ?? Text(root, "message") ?? Text(root, "errors"), Id(root));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool? Status(JsonElement root) => root.TryGetProperty("status", out var status)
        ? status.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null }
        : null;

    private static string? Id(JsonElement root) =>
        root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.Object
            ? Text(key, "id")
            : null;

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value)
        ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()
        : null;

    [GeneratedRegex(
        @"\b(number|nomor|recipient|receiver|target)\b.*\b(invalid|not valid|not registered|not exist|tidak valid|tidak terdaftar|salah)\b"
        + @"|\b(invalid|unregistered|wrong)\b.{0,20}\b(number|nomor|recipient|receiver|target)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex BadNumber();

    [GeneratedRegex(@"\b(sender|device|session|api|key|token|quota|login|connect)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex OwnFault();

    private sealed record Reply(bool? Status, string? Message, string? Id);
}
