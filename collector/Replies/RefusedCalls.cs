using System.Globalization;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Replies;

/// <summary>Calls that were refused: logged and audited, at most one a minute and channel, with how many it stands for, so that nobody fills a disk with them.</summary>
internal sealed class RefusedCalls(CollectorDatabase database, TimeProvider time, ILogger<RefusedCalls> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long At, long Unsaid)> _last = new(StringComparer.Ordinal);

    /// <param name="channel">The channel that was called.</param>
    /// <param name="from">The caller's address.</param>
    /// <param name="reason">Why; it never holds a secret.</param>
    public void Add(IChannel channel, string from, string reason)
    {
        if (Unsaid(channel.Id) is not { } unsaid) return;
        logger.LogWarning("a call for {Channel} from {Address} was refused: {Reason}{More}", channel.Id, from, reason, unsaid == 0 ? "" : $" ({unsaid} more since the last line)");
        var detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = reason, ["before"] = unsaid.ToString(CultureInfo.InvariantCulture) };
        database.Write(db => AuditLog.Add(db, time.GetUtcNow(), new Actor(from, "", "webhook"), "webhook.call", channel.Id, new ActionResult.Refused("refused"), detail));
    }

    /// <summary>How many were not written since the last one that was; null: nor is this one.</summary>
    private long? Unsaid(string channel)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (_last.TryGetValue(channel, out var last) && time.GetElapsedTime(last.At, now) < Pause)
            {
                _last[channel] = last with { Unsaid = last.Unsaid + 1 };
                return null;
            }

            _last[channel] = (now, 0);
            return last.Unsaid;
        }
    }
}
