namespace EdgeNoc.Collector.Channels;

/// <summary>The 24 hours after a person's last message in which a business may write to him freely.</summary>
internal static class ConversationWindow
{
    private static readonly TimeSpan Length = TimeSpan.FromHours(24);

    // A message that is on its way when the window closes is refused: better a template a little early.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>Whether free text may go. A last message in the future is a clock that was set back: it counts as just now.</summary>
    public static bool IsOpen(DateTimeOffset? lastInboundAt, DateTimeOffset now) => lastInboundAt is { } last && now - last < Length - Margin;
}
