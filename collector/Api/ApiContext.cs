using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Api;

/// <summary>What every resource stands on: the database, the time, and who wakes the stages after a change.</summary>
internal sealed class ApiContext(CollectorDatabase database, TimeProvider time, Wakeups wakeups, AlertRules rules, CollectorConfig config)
{
    public DateTimeOffset Now => time.GetUtcNow();

    public AlertRules Rules => rules;

    public IReadOnlyList<IChannelSettings> Channels => config.Channels;

    public T Read<T>(Func<Db, T> read) => database.Write(read);

    /// <summary>In one transaction with its audit; the stages look at once.</summary>
    public T Change<T>(Func<Db, DateTimeOffset, T> change)
    {
        var result = database.Write(db => change(db, Now));
        wakeups.Alerts.Set();
        return result;
    }
}
