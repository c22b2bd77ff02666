using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeNoc.Collector.Channels.Http;

namespace EdgeNoc.Collector.Channels.Mpwa;

/// <summary>What an answer of the gateway means. HTTP 200 means nothing: only <c>"status": true</c> does.</summary>
internal static partial class MpwaReply
{
    private const int MaxReason = 200;

    public static SendOutcome Read(HttpAnswer.Answered answer)
    {
        if (ServerTrouble.Of(answer) is { } trouble) return trouble;
        if (JsonPeek.Object(answer.Body, root => Reply.Of(root)) is not { } reply) return ServerTrouble.NotItsWords(answer);
        if (answer.IsSuccess && reply.Status == true) return new SendOutcome.Accepted(reply.Id);
        var said = HostileText.Clean(reply.Message, MaxReason);
        if (said.Length == 0) said = $"HTTP {answer.Status} without a reason";
        return answer.IsSuccess && reply.Status == false && SaysBadNumber(said)
            ? new SendOutcome.Never($"the gateway says: {said}; check this recipient's number")
            : new SendOutcome.TryAgain($"the gateway says: {said}; check its device's connection, api_key_file and sender");
    }

    /// <summary>Whether the number is the fault; a word about sender, device or key means that the gateway itself is not well, which can be mended.</summary>
    private static bool SaysBadNumber(string text) => BadNumber().IsMatch(text) && !OwnFault().IsMatch(text);

    [GeneratedRegex(
        @"\b(number|nomor|recipient|receiver|target)\b.*\b(invalid|not valid|not registered|not exist|tidak valid|tidak terdaftar|salah)\b"
        + @"|\b(invalid|unregistered|wrong)\b.{0,20}\b(number|nomor|recipient|receiver|target)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex BadNumber();

    [GeneratedRegex(@"\b(sender|device|session|api|key|token|quota|login|connect)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex OwnFault();

    private sealed record Reply(bool? Status, string? Message, string? Id)
    {
        public static Reply Of(JsonElement root) =>
            new(root.Flag("status"), root.Text("msg") ?? root.Text("message") ?? root.At("errors")?.GetRawText(), root.Text("data", "key", "id"));
    }
}
