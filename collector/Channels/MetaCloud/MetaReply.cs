using System.Text.Json;
using EdgeNoc.Collector.Channels.Http;

namespace EdgeNoc.Collector.Channels.MetaCloud;

/// <summary>What Meta's answer means: its error code decides, whatever the HTTP status.</summary>
internal static class MetaReply
{
    private const int MaxDetails = 200;

    public static SendOutcome Read(HttpAnswer.Answered answer, bool hasTemplate) =>
        JsonPeek.Object(answer.Body, root => Of(root, answer, hasTemplate)) ?? ServerTrouble.Of(answer) ?? ServerTrouble.NotItsWords(answer);

    /// <summary>What an error says about itself.</summary>
    public static string Details(JsonElement error) =>
        HostileText.Clean(error.Text("error_data", "details") ?? error.Text("message") ?? error.Text("title"), MaxDetails);

    private static SendOutcome Of(JsonElement root, HttpAnswer.Answered answer, bool hasTemplate)
    {
        if (root.At("error") is { } error && error.Integer("code") is { } code) return MetaErrors.Decide(code, Details(error), answer.RetryAfter, hasTemplate);
        if (answer.IsSuccess && root.Items("messages") is [var message, ..] && message.Text("id") is { Length: > 0 } id) return new SendOutcome.Accepted(id);
        return ServerTrouble.Of(answer) ?? ServerTrouble.NotItsWords(answer);
    }
}
