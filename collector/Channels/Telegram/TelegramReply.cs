using System.Text.Json;
using EdgeNoc.Collector.Channels.Http;

namespace EdgeNoc.Collector.Channels.Telegram;

/// <summary>What Telegram's answers mean: <c>ok</c>, and where it is false <c>error_code</c> and <c>description</c>.</summary>
internal static class TelegramReply
{
    private const int MaxDescription = 200;
    private const long LongestRetryAfter_s = 3600;

    public static SendOutcome Read(HttpAnswer.Answered answer) =>
        JsonPeek.Object(answer.Body, root => Of(root)) ?? ServerTrouble.Of(answer) ?? ServerTrouble.NotItsWords(answer);

    /// <summary>The answer of <c>getMe</c>.</summary>
    public static SessionState ReadMe(HttpAnswer.Answered answer) => JsonPeek.Object<SessionState>(answer.Body, root => root.Flag("ok") == true
            ? new SessionState.Up($"@{HostileText.Clean(root.Text("result", "username"), 40)}")
            : new SessionState.Down($"Telegram says: {Description(root)}; check token_file"))
        ?? new SessionState.Unknown($"HTTP {answer.Status} with something else than Telegram's JSON: check the channel's url");

    public static string Description(JsonElement root) => HostileText.Clean(root.Text("description"), MaxDescription) is { Length: > 0 } text ? text : "nothing";

    public static TimeSpan? RetryAfter(JsonElement root) =>
        root.Integer("parameters", "retry_after") is { } seconds and > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, LongestRetryAfter_s)) : null;

    private static SendOutcome? Of(JsonElement root)
    {
        if (root.Flag("ok") == true)
        {
            return root.Text("result", "message_id") is { } id && root.Text("result", "chat", "id") is { } chat
                ? new SendOutcome.Accepted($"{chat}:{id}")
                : null;
        }

        if (root.Flag("ok") is null) return null;
        var said = Description(root);
        return root.Integer("error_code") switch
        {
            400 when root.Text("parameters", "migrate_to_chat_id") is { } now => new SendOutcome.Never($"Telegram says: {said}; write {HostileText.Clean(now, 20)} as this group's id"),
            400 when said.Contains("chat", StringComparison.OrdinalIgnoreCase) || said.Contains("peer", StringComparison.OrdinalIgnoreCase) =>
                new SendOutcome.Never($"Telegram says: {said}; the person must write to the bot first, a group must have it as a member"),
            400 or 413 => new SendOutcome.Never($"Telegram says: {said}: it does not take this text", FaultOf.Message),
            403 => new SendOutcome.Never($"Telegram says: {said}; the person must write to the bot, a group must have it as a member"),
            401 or 404 => new SendOutcome.TryAgain($"Telegram says: {said}; it knows no such bot: put the token that @BotFather shows into token_file"),
            429 => new SendOutcome.TryAgain($"Telegram says: {said}: too many messages; it is tried again later", RetryAfter(root)),
            _ => new SendOutcome.TryAgain($"Telegram says: {said}", RetryAfter(root)),
        };
    }
}
