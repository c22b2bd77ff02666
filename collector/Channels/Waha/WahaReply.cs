using System.Text.Json;
using EdgeNoc.Collector.Channels.Http;

namespace EdgeNoc.Collector.Channels.Waha;

/// <summary>What WAHA's answers mean.</summary>
internal static class WahaReply
{
    private const int MaxReason = 200;
    private const int Refused = -1;

    public static SendOutcome Read(HttpAnswer.Answered answer)
    {
        // Its own words first: it answers 500 with a reason.
        if (JsonPeek.Object(answer.Body, root => Of(root, answer)) is { } outcome) return outcome;
        return ServerTrouble.Of(answer) ?? ServerTrouble.NotItsWords(answer);
    }

    /// <summary>The answer of <c>/api/sessions/{name}</c>.</summary>
    public static SessionState ReadSession(HttpAnswer.Answered answer) => answer.Status switch
    {
        401 or 403 => new SessionState.Down($"WAHA refuses the API key (HTTP {answer.Status}): check api_key_file"),
        404 => new SessionState.Down("WAHA knows no such session: check \"session\", or start it in WAHA's dashboard"),
        _ => JsonPeek.Object(answer.Body, root => StateOf(root.Text("status"))) ?? new SessionState.Unknown($"HTTP {answer.Status} with something else than WAHA's JSON: check the channel's url"),
    };

    /// <summary>A session's status, also as webhooks give it.</summary>
    public static SessionState StateOf(string? status) => status switch
    {
        "WORKING" => new SessionState.Up("WORKING"),
        "STARTING" => new SessionState.Unknown("the session is starting"),
        "SCAN_QR_CODE" => new SessionState.Down("the session waits for its QR code: scan it in WAHA's dashboard with the sending telephone"),
        "FAILED" => new SessionState.Down("the session failed, perhaps the telephone removed the device: restart it in WAHA's dashboard and scan the QR code"),
        "STOPPED" => new SessionState.Down("the session is stopped: start it in WAHA's dashboard"),
        _ => new SessionState.Unknown("WAHA does not say how the session is"),
    };

    /// <summary>The part of WAHA's ids (<c>true_628…@c.us_3EB0…</c>) that stays the same whether it names the chat by number or by hidden id.</summary>
    public static string? ShortId(string? id) => id?.Split('_') is [_, _, { Length: > 0 } own, ..] ? own : id;

    private static SendOutcome? Of(JsonElement root, HttpAnswer.Answered answer)
    {
        if (answer.IsSuccess)
        {
            if (root.Integer("ack") == Refused) return new SendOutcome.TryAgain("WhatsApp refused the message (ack -1) though the session looks well: restart the session in WAHA's dashboard");

            // An object in one of its engines, a text in the others.
            var id = root.Text("id") ?? root.Text("id", "_serialized") ?? root.Text("key", "id");
            return id is null ? null : new SendOutcome.Accepted(ShortId(id));
        }

        var said = HostileText.Clean(root.Text("message") ?? root.Text("exception", "message") ?? root.Text("error"), MaxReason);
        return answer.Status switch
        {
            401 or 403 => new SendOutcome.TryAgain($"WAHA refuses the API key (HTTP {answer.Status}): check api_key_file"),
            404 => new SendOutcome.TryAgain("WAHA knows no such session or path: check \"session\" and url"),
            422 when root.Text("status") is { } status => new SendOutcome.TryAgain(StateOf(status) is SessionState.Down down ? down.Reason : $"WAHA's session is {HostileText.Clean(status, 40)}"),
            _ when said.Length > 0 && answer.Status != 429 => new SendOutcome.TryAgain($"WAHA says: {said} (HTTP {answer.Status}); look into its log", answer.RetryAfter),
            _ => null,
        };
    }
}
