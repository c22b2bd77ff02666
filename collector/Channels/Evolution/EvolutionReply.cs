using System.Text.Json;
using EdgeNoc.Collector.Channels.Http;

namespace EdgeNoc.Collector.Channels.Evolution;

/// <summary>What Evolution's answers mean. Its reasons are texts, lists of texts, or lists of objects.</summary>
internal static class EvolutionReply
{
    private const int MaxReason = 200;
    private const int LoggedOut = 401;

    public static SendOutcome Read(HttpAnswer.Answered answer)
    {
        // Its own words first: it answers 500 with a reason.
        if (JsonPeek.Object(answer.Body, root => Of(root, answer)) is { } outcome) return outcome;
        return ServerTrouble.Of(answer) ?? ServerTrouble.NotItsWords(answer);
    }

    /// <summary>The answer of <c>/instance/connectionState/{instance}</c>.</summary>
    public static SessionState ReadState(HttpAnswer.Answered answer) => answer.Status switch
    {
        401 or 403 => new SessionState.Down($"Evolution refuses the API key (HTTP {answer.Status}): check api_key_file"),
        404 => new SessionState.Down("Evolution knows no such instance: check \"instance\""),
        _ => JsonPeek.Object(answer.Body, root => StateOf(root.Text("instance", "state"), null))
            ?? new SessionState.Unknown($"HTTP {answer.Status} with something else than Evolution's JSON: check the channel's url"),
    };

    /// <summary>An instance's state, also as webhooks give it.</summary>
    public static SessionState StateOf(string? state, int? reason) => state switch
    {
        "open" => new SessionState.Up("open"),
        "connecting" => new SessionState.Unknown("the instance is connecting"),
        "close" when reason == LoggedOut => new SessionState.Down("the telephone logged the instance out: scan the QR code in Evolution's manager"),
        "close" => new SessionState.Down("the instance is not connected: restart it, or scan the QR code in Evolution's manager"),
        _ => new SessionState.Unknown("Evolution does not say how the instance is"),
    };

    private static SendOutcome? Of(JsonElement root, HttpAnswer.Answered answer)
    {
        if (answer.IsSuccess) return root.Text("key", "id") is { Length: > 0 } id ? new SendOutcome.Accepted(id) : null;
        if (root.Items("response", "message") is [var first, ..] && first.Flag("exists") == false)
            return new SendOutcome.Never("Evolution says that this number is not on WhatsApp; check it");
        var said = HostileText.Clean(Words(root), MaxReason);
        return answer.Status switch
        {
            401 or 403 => new SendOutcome.TryAgain($"Evolution refuses the API key (HTTP {answer.Status}): check api_key_file"),
            404 => new SendOutcome.TryAgain($"Evolution knows no such instance or path ({said}): check \"instance\" and url"),
            _ when said.Length > 0 && answer.Status != 429 => new SendOutcome.TryAgain($"Evolution says: {said} (HTTP {answer.Status}); look at the instance in its manager", answer.RetryAfter),
            _ => null,
        };
    }

    private static string? Words(JsonElement root) =>
        root.Text("response", "message") ?? (root.Items("response", "message") is [var first, ..] ? first.Text() ?? first.GetRawText() : root.Text("message") ?? root.Text("error"));
}
