using EdgeNoc.Collector.Web;

namespace EdgeNoc.Collector.Channels;

/// <summary>Whether messages get out, by what the last attempt said and how long the oldest one waits.</summary>
internal sealed class ChannelHealth(TimeProvider time) : IHealthProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private volatile Snapshot _now = new(null, null);

    public string Name => "channel";

    public Health Check()
    {
        var (problem, oldest) = _now;
        if (oldest is not { } since) return new Health(problem is null, problem ?? "nothing waits");
        var waits = DurationText.Of(time.GetUtcNow() - since);
        return new Health(
            problem is null && time.GetUtcNow() - since < Patience,
            problem is null ? $"the oldest message waits for {waits}" : $"the oldest message waits for {waits}: {problem}");
    }

    /// <summary>What the last attempt said (null: fine) and since when the oldest message waits (null: none does).</summary>
    public void Report(string? problem, DateTimeOffset? oldestQueued) => _now = new Snapshot(problem, oldestQueued);

    private sealed record Snapshot(string? Problem, DateTimeOffset? OldestQueued);
}
