using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Replies;

/// <summary>What became of a message.</summary>
internal enum InboundOutcome
{
    Done,

    /// <summary>It was no command.</summary>
    Talk,

    /// <summary>Its writer may not do that, or it cannot be done.</summary>
    Refused,
    UnknownSender,

    /// <summary>Older than a command may be.</summary>
    TooOld,

    /// <summary>One of too many in a minute.</summary>
    TooMany,

    /// <summary>A defect; the log has it.</summary>
    Failed,
}

/// <summary>The table <c>inbound</c>: each message once.</summary>
internal static class InboundStore
{
    // Meta repeats a call for up to seven days.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    // Where ids are made of the content, the same words may be meant again.
    private static readonly TimeSpan SameWords = TimeSpan.FromMinutes(2);

    /// <summary>The key to keep a message by; null when it was seen.</summary>
    public static string? NewKey(Db db, InboundMessage message, DateTimeOffset now)
    {
        if (message.HasOwnId)
        {
            var seen = db.First<long>("SELECT COUNT(*) FROM inbound WHERE channel = @Channel AND provider_id = @MessageId", new { message.Channel, message.MessageId });
            return seen == 0 ? message.MessageId : null;
        }

        var repeats = db.First<long>(
            "SELECT COUNT(*) FROM inbound WHERE channel = @Channel AND provider_id >= @from AND provider_id < @to AND at_ms > @since",
            new { message.Channel, from = $"{message.MessageId}/", to = $"{message.MessageId}0", since = DbTime.Ms(now - SameWords) });
        return repeats == 0 ? FormattableString.Invariant($"{message.MessageId}/{DbTime.Ms(now)}") : null;
    }

    /// <param name="db">The transaction.</param>
    /// <param name="message">What came.</param>
    /// <param name="key">Of <see cref="NewKey"/>.</param>
    /// <param name="sender">His address as the contact has it, where he is one.</param>
    /// <param name="contact">Who; null: a stranger.</param>
    /// <param name="content">What is kept of it.</param>
    /// <param name="outcome">What became of it.</param>
    public static void Add(Db db, InboundMessage message, string key, string sender, string? contact, string content, InboundOutcome outcome) => db.Execute(
        """
        INSERT INTO inbound (channel, provider_id, at_ms, sender, contact, content, outcome) VALUES (@Channel, @key, @atMs, @sender, @contact, @content, @outcome)
        """,
        new { message.Channel, key, atMs = DbTime.Ms(message.At), sender, contact, content = DbText.Bounded(content), outcome = DbName.Of(outcome) });

    /// <summary>How many messages of a sender came since.</summary>
    public static long Since(Db db, string channel, string sender, DateTimeOffset since) => db.First<long>(
        "SELECT COUNT(*) FROM inbound WHERE channel = @channel AND sender = @sender AND at_ms > @sinceMs", new { channel, sender, sinceMs = DbTime.Ms(since) });

    /// <summary>How many messages of strangers are kept.</summary>
    public static long Strangers(Db db, string channel) => db.First<long>("SELECT COUNT(*) FROM inbound WHERE channel = @channel AND contact IS NULL", new { channel });

    public static void Prune(Db db, DateTimeOffset now) => db.Execute("DELETE FROM inbound WHERE at_ms < @beforeMs", new { beforeMs = DbTime.Ms(now - Kept) });

    public static string? Cursor(Db db, string channel) => db.First<string>("SELECT next FROM inbound_cursors WHERE channel = @channel", new { channel });

    public static void SetCursor(Db db, string channel, string next) => db.Execute(
        "INSERT INTO inbound_cursors (channel, next) VALUES (@channel, @next) ON CONFLICT (channel) DO UPDATE SET next = excluded.next", new { channel, next });
}
