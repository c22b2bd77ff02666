using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Watch;

/// <summary>Raises and clears what the collector has to say about its own parts.</summary>
internal sealed class Watcher(CollectorDatabase database, IReadOnlyList<ChannelIdentity> channels, DatabaseState influx, ChannelHealth health)
{
    private static readonly TimeSpan DatabasePatience = TimeSpan.FromMinutes(2);

    /// <summary>One look. True when an alert was raised or cleared.</summary>
    public bool Run(DateTimeOffset now) => database.Write(db =>
    {
        var changed = WatchDatabase(db, now);
        foreach (var channel in channels)
        {
            Canaries.Run(db, channel, now);
            changed |= WatchChannel(db, channel, now);
        }

        return changed;
    });

    private bool WatchDatabase(Db db, DateTimeOffset now)
    {
        // Nothing written yet tells nothing: what stood before the start stands.
        if (influx.Now is not { } state || (!state.Stores && state.DownFor < DatabasePatience)) return false;
        var trouble = state.Stores ? null : new CollectorAlerts.Trouble("not_stored", influx.Check().Detail, now - state.DownFor);
        return CollectorAlerts.Set(db, "database", "database.unavailable", trouble, new Dictionary<string, string>(StringComparer.Ordinal), now);
    }

    private bool WatchChannel(Db db, ChannelIdentity channel, DateTimeOffset now)
    {
        var trouble = ChannelVerdict.Of(ChannelStates.Of(db, channel.Id), now);
        health.ReportDown(channel.Id, trouble?.Detail);
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["channel"] = channel.Id, ["provider"] = channel.Provider };
        return CollectorAlerts.Set(db, Ways.EntityOf(channel.Id), "channel.down", trouble, labels, now);
    }
}
