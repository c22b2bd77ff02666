using System.Globalization;
using System.Text.RegularExpressions;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Watch;

/// <summary>
/// Messages to a telephone of one's own. One that comes back, as a receipt or as an inbound message on whatever channel, proves that the way is open to
/// its end; nothing that a gateway says does.
/// </summary>
internal static partial class Canaries
{
    /// <summary>One that is not heard by then is lost; the next one goes at once.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Sends what is due.</summary>
    public static void Run(Db db, ChannelIdentity channel, DateTimeOffset now)
    {
        if (channel.Canary is not { } canary) return;
        var state = ChannelStates.Of(db, channel.Id);
        var sent = state.CanarySentMs is { } ms ? DbTime.Time(ms) : (DateTimeOffset?)null;
        var wait = state.CanaryId is not null || state.CanaryLostSinceMs is not null ? Patience : canary.Every;
        if (sent is { } last && last <= now && now - last < wait) return;
        if (state.CanaryId is { } silent)
        {
            ChannelStates.CanaryLost(db, channel.Id);
            db.Execute("UPDATE outbox SET state = 'failed', finished_ms = @nowMs, last_reason = 'a newer one goes' WHERE id = @silent AND state = 'queued'", new { silent, nowMs = DbTime.Ms(now) });
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"EdgeNoc canary {channel.Id} {DbTime.Ms(now)}");
        var id = Outbox.Add(db, channel.Id, canary.To, new OutgoingText($"canary:{channel.Id}:{DbTime.Ms(now)}", Purpose.Canary, null, text, now), now);
        ChannelStates.CanarySent(db, channel.Id, id, now);
    }

    /// <summary>True when a message is a canary that came back: it is nobody's command.</summary>
    public static bool Heard(Db db, InboundMessage message, DateTimeOffset now)
    {
        var match = Canary().Match(message.Text);
        if (!match.Success) return false;
        var channel = match.Groups["channel"].Value;
        if (ChannelStates.Of(db, channel).CanarySentMs?.ToString(CultureInfo.InvariantCulture) == match.Groups["sent"].Value) ChannelStates.CanaryHeard(db, channel, now);
        return true;
    }

    [GeneratedRegex(@"\AEdgeNoc canary (?<channel>[A-Za-z0-9][A-Za-z0-9._-]{0,63}) (?<sent>\d{1,15})(\s|\z)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Canary();
}
