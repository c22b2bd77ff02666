using EdgeNoc.Collector.Alerts.Text.Languages;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Delivery;

/// <summary>What stands behind the first line of a message that may have arrived already, in its reader's language.</summary>
internal static class RepeatMark
{
    /// <summary>Room that each message leaves for it, with the space before.</summary>
    public static int MaxLength { get; } = Language.All.Max(language => language.Messages.Repeat.Length) + 1;

    /// <summary>In this language; English where it is not spoken.</summary>
    public static string In(string? language) => Language.Of(language).Messages.Repeat;

    /// <summary>The text as it is sent: marked where it may be a repeat.</summary>
    public static string Text(Db db, OutboxMessage message)
    {
        if (!message.InDoubt) return message.Content;
        var head = message.Headline;
        return $"{head} {In(LanguageOf(db, message))}{message.Content[head.Length..]}";
    }

    /// <summary>The contact's, else the site's, as the message itself was written.</summary>
    private static string? LanguageOf(Db db, OutboxMessage message) => db.First<string>(
        """
        SELECT language FROM contacts WHERE id = @Contact AND language <> ''
        UNION ALL SELECT language FROM sites WHERE site = @Site AND language IS NOT NULL LIMIT 1
        """,
        new { message.Contact, message.Site });
}
