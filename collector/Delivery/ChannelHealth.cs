using System.Collections.Concurrent;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Probes;

namespace EdgeNoc.Collector.Delivery;

/// <summary>Whether messages get out, by what the last attempt on each channel said and how long the oldest message waits there.</summary>
internal sealed class ChannelHealth(TimeProvider time) : IHealthProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Snapshot> _now = new(StringComparer.Ordinal);

    public string Name => "channel";

    /// <summary>Whether there is a way to tell people anything: a second channel that fails is told by the first. Without any channel nothing is to be told.</summary>
    public bool CanTell => _now.IsEmpty || _now.Values.Any(channel => Check(channel).Healthy);

    public Health Check()
    {
        var states = _now.OrderBy(channel => channel.Key, StringComparer.Ordinal).Select(channel => (channel.Key, Health: Check(channel.Value))).ToList();
        var unwell = states.Where(state => !state.Health.Healthy).ToList();
        if (states.Count <= 1) return states.Count == 0 ? new Health(Healthy: true, "nothing waits") : states[0].Health;
        return unwell.Count == 0
            ? new Health(Healthy: true, string.Join("; ", states.Select(state => state.Health.Detail).Distinct(StringComparer.Ordinal)))
            : new Health(Healthy: false, string.Join("; ", unwell.Select(state => $"{state.Key}: {state.Health.Detail}")));
    }

    /// <summary>What the last attempt said (null: fine), since when the oldest message waits that should have gone (null: none does).</summary>
    public void Report(string channel, string? problem, DateTimeOffset? oldest) => _now.AddOrUpdate(
        channel, new Snapshot(problem, oldest, Down: null), (_, known) => new Snapshot(problem, oldest, known.Down));

    /// <summary>The channel as a whole is down: why; null: it is not.</summary>
    public void ReportDown(string channel, string? why) => _now.AddOrUpdate(channel, new Snapshot(null, null, why), (_, known) => known with { Down = why });

    private Health Check(Snapshot channel)
    {
        if (channel.Down is { } why) return new Health(Healthy: false, $"down: {why}");
        if (channel.Oldest is not { } since) return new Health(channel.Problem is null, channel.Problem ?? "nothing waits");
        var waits = DurationText.Of(time.GetUtcNow() - since);
        return new Health(
            channel.Problem is null && time.GetUtcNow() - since < Patience,
            channel.Problem is null ? $"the oldest message waits for {waits}" : $"the oldest message waits for {waits}: {channel.Problem}");
    }

    private sealed record Snapshot(string? Problem, DateTimeOffset? Oldest, string? Down);
}
