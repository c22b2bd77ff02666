using EdgeNoc.Chaos.Faults;
using EdgeNoc.Demo.Reckoning;

namespace EdgeNoc.Chaos.Reckoning;

/// <summary>A value that is not stored, or more than once, and nothing says why; and when its page was served.</summary>
internal sealed record UnexplainedValue(DeviceValue Value, DateTimeOffset At);

/// <summary>What was served against what is stored, with the reason of each loss.</summary>
internal sealed record TelemetryCount
{
    public required int Polled { get; init; }

    public required int Stored { get; init; }

    /// <summary>Served within 5 s before a power cut that the agent told of.</summary>
    public required int LostInPowerCuts { get; init; }

    /// <summary>Served while the agent stood still: it gave that answer up.</summary>
    public required int LostInFreezes { get; init; }

    /// <summary>In a store that was damaged then, and the agent told how much that cost.</summary>
    public required int LostInDamagedStores { get; init; }

    /// <summary>In the collector's dead letters, and nowhere else.</summary>
    public required int DeadLettered { get; init; }

    /// <summary>From the time range of a drop that the agent told of.</summary>
    public required int StatedAsDropped { get; init; }

    public required int Doubled { get; init; }

    /// <summary>Rows with a value that no OLT served.</summary>
    public required int Unknown { get; init; }

    public required IReadOnlyList<UnexplainedValue> Unexplained { get; init; }

    /// <summary>Values that are stored more than once.</summary>
    public required IReadOnlyList<UnexplainedValue> Repeated { get; init; }

    /// <param name="served">From the ledgers, with the times of their pages.</param>
    /// <param name="rows">One for each row in the database.</param>
    /// <param name="excuses">When values may be missing.</param>
    /// <param name="damaged">Values that were lost with damaged stores, as the agent told.</param>
    /// <param name="dead">Values in dead letters.</param>
    /// <param name="dropped">Whether the agent said that it dropped what was served then.</param>
    public static TelemetryCount Of(
        IReadOnlyList<(DeviceValue Value, DateTimeOffset At)> served, IReadOnlyList<DeviceValue> rows, IReadOnlyList<Excuse> excuses,
        IReadOnlySet<DeviceValue> damaged, IReadOnlySet<DeviceValue> dead, Func<DateTimeOffset, bool> dropped)
    {
        var count = ValueCount.Of(served.Select(one => one.Value), rows);
        var stored = rows.ToHashSet();
        var repeated = rows.GroupBy(row => row).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        var (deadLettered, broken, cut, frozen, told) = (0, 0, 0, 0, 0);
        var unexplained = new List<UnexplainedValue>();
        foreach (var (value, at) in served)
        {
            if (stored.Contains(value)) continue;
            if (dead.Contains(value)) deadLettered++;
            else if (damaged.Contains(value)) broken++;
            else if (excuses.Any(excuse => excuse.Reason == Excuse.Cut && excuse.Covers(at))) cut++;
            else if (excuses.Any(excuse => excuse.Covers(at))) frozen++;
            else if (dropped(at)) told++;
            else unexplained.Add(new UnexplainedValue(value, at));
        }

        return new TelemetryCount
        {
            Polled = count.Polled,
            Stored = count.Stored,
            LostInPowerCuts = cut,
            LostInFreezes = frozen,
            LostInDamagedStores = broken,
            DeadLettered = deadLettered,
            StatedAsDropped = told,
            Doubled = count.Doubled,
            Unknown = count.Unknown,
            Unexplained = unexplained,
            Repeated = [.. served.Where(one => repeated.Contains(one.Value)).Select(one => new UnexplainedValue(one.Value, one.At))],
        };
    }
}
