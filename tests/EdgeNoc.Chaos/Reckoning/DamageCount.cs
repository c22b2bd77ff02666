using EdgeNoc.Chaos.Faults;
using EdgeNoc.Demo.Reckoning;

namespace EdgeNoc.Chaos.Reckoning;

/// <summary>A store of the dead agent was damaged.</summary>
/// <param name="At">When.</param>
/// <param name="Held">What was in it.</param>
/// <param name="RunsBefore">How many runs of the agent there had been.</param>
internal sealed record Damage(DateTimeOffset At, IReadOnlyList<StoredBatch> Held, int RunsBefore);

/// <summary>What damage cost, against what the agent said that it cost.</summary>
/// <param name="Harmful">Damages that cost something.</param>
/// <param name="Messages">Messages that they cost.</param>
/// <param name="Explained">Values in those that the agent's statements cover.</param>
/// <param name="Problems">Each damage that cost more than was said.</param>
internal sealed record DamageCount(int Harmful, int Messages, IReadOnlySet<DeviceValue> Explained, IReadOnlyList<string> Problems)
{
    /// <param name="damages">In the order in which they were done.</param>
    /// <param name="runs">All runs of the agent, in the order of their starts.</param>
    /// <param name="accounted">Values that are stored, in the dead letters, or stated as dropped.</param>
    /// <param name="booked">The collector's events.</param>
    public static DamageCount Of(IReadOnlyList<Damage> damages, IReadOnlyList<Guid> runs, Func<DeviceValue, bool> accounted, IReadOnlyList<BookedEvent> booked)
    {
        var statements = booked.Where(one => one is { Kind: "agent.store_corrupt", State: "raised" } && one.Labels.GetValueOrDefault("class") == "telemetry").ToList();
        // Rows that were found wrong only when they were read, perhaps runs later.
        var pool = (long)booked.Where(one => one is { Kind: "agent.data_dropped", State: "raised", Reason: "damaged" }).Sum(one => one.Values.GetValueOrDefault("messages"));
        var (harmful, messages, explained, problems) = (0, 0, new HashSet<DeviceValue>(), new List<string>());
        for (var i = 0; i < damages.Count; i++)
        {
            var later = damages.Skip(i + 1).SelectMany(damage => damage.Held).Select(batch => batch.Key).ToHashSet();
            var lost = damages[i].Held.Where(batch => !later.Contains(batch.Key) && batch.Values.Any(value => !accounted(value))).ToList();
            if (lost.Count == 0) continue;
            var until = i + 1 < damages.Count ? damages[i + 1].RunsBefore : runs.Count;
            var finders = runs.Take(until).Skip(damages[i].RunsBefore).Select(boot => boot.ToString("D")).ToHashSet(StringComparer.Ordinal);
            var said = statements.Where(one => finders.Contains(one.Labels.GetValueOrDefault("boot") ?? "")).ToList();
            // A statement without a count says that nobody can know it.
            var stated = said.Any(one => !one.Values.ContainsKey("lost")) ? lost.Count : (long)said.Sum(one => one.Values["lost"]);
            var fromPool = Math.Clamp(lost.Count - stated, 0, pool);
            (pool, harmful, messages) = (pool - fromPool, harmful + 1, messages + lost.Count);
            if (stated + fromPool >= lost.Count) explained.UnionWith(lost.SelectMany(batch => batch.Values));
            else problems.Add($"the damage of {damages[i].At:HH:mm:ss} cost {lost.Count} messages, of which the agent told {stated + fromPool}");
        }

        return new DamageCount(harmful, messages, explained, problems);
    }
}
