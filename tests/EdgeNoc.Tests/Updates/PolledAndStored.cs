using EdgeNoc.Chaos.Faults;
using EdgeNoc.Chaos.Reckoning;
using EdgeNoc.Demo.Reckoning;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;
using EdgeNoc.Tests.Enrolment;

namespace EdgeNoc.Tests.Updates;

/// <summary>What the OLT of an office served to a POP against what the office has, value by value: each page has numbers that no other page has.</summary>
internal sealed class PolledAndStored(NocWorld noc, string site)
{
    private const string Device = "olt-1";
    private readonly List<Excuse> _cuts = [];

    /// <summary>How long after it was served a page may be lost with the power; more than the promise where everything takes longer.</summary>
    public TimeSpan LossAtMost { get; init; } = Excuse.PowerCut;

    /// <summary>How long all that waits at the POP may take to arrive.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The power went in this moment.</summary>
    public void Cut()
    {
        var now = DateTimeOffset.UtcNow;
        _cuts.Add(new Excuse(now - LossAtMost, now, Excuse.Cut));
    }

    /// <summary>All that was served up to now is stored once, but what went with the power; and the agent told of each run that lost some so.</summary>
    /// <returns>The figures in words.</returns>
    public async Task<string> AssertAsync()
    {
        var moment = DateTimeOffset.UtcNow;
        var owed = Served().Where(one => one.At <= moment && !_cuts.Exists(cut => cut.Covers(one.At))).Select(one => one.Value).ToHashSet();
        await WaitFor.TrueAsync(
            async () => (await StoredAsync()).ToHashSet() is var stored && owed.All(stored.Contains) ? true : throw new InvalidOperationException(Words(owed, stored)),
            Patience,
            $"all {owed.Count} values served before {moment:HH:mm:ss} in the database");
        // Rows first: what they say was served before.
        var rows = await StoredAsync();
        var count = TelemetryCount.Of([.. Served().Where(one => one.At <= moment)], [.. rows.Where(Served().Select(one => one.Value).ToHashSet().Contains)], _cuts, new HashSet<DeviceValue>(), new HashSet<DeviceValue>(), static _ => false);
        Assert.Empty(count.Unexplained);
        Assert.Empty(count.Repeated);
        Assert.Empty(rows.Except(Served().Select(one => one.Value)));
        var lost = Lost([.. rows]);
        Assert.All(lost.Where(cut => cut.Values > 0), cut => Assert.True(cut.IsTold, $"the agent did not tell that its run ended at {cut.At:HH:mm:ss}"));
        return $"{count.Polled} values polled, {count.Stored} stored, {count.LostInPowerCuts} lost with the power"
            + (count.LostInPowerCuts > 0 ? $", the oldest {lost.Max(cut => cut.OldestS):0.0} s before a cut" : "");
    }

    private static string Words(HashSet<DeviceValue> owed, HashSet<DeviceValue> stored)
    {
        var missing = owed.Where(value => !stored.Contains(value)).ToList();
        return $"{missing.Count} are missing: {string.Join(", ", missing.Take(5))}";
    }

    private List<(DateTimeOffset At, int Values, double OldestS, bool IsTold)> Lost(HashSet<DeviceValue> stored)
    {
        var told = CollectorBooks.Read(noc.State, site).Events.Where(one => one is { Kind: "agent.unclean_restart", State: "raised" }).Select(one => one.At).ToList();
        return
        [
            .. _cuts.Select((cut, index) =>
            {
                var gone = Served().Where(one => cut.Covers(one.At) && !stored.Contains(one.Value)).ToList();
                var next = index + 1 < _cuts.Count ? _cuts[index + 1].To : DateTimeOffset.MaxValue;
                return (cut.To, gone.Count, gone.Count == 0 ? 0 : (cut.To - gone.Min(one => one.At)).TotalSeconds, told.Exists(at => at > cut.To && at < next));
            }),
        ];
    }

    private Task<IReadOnlyList<DeviceValue>> StoredAsync() => StoredValues.ReadAsync(noc.Influx, "edgenoc", [Device]);

    private IEnumerable<(DeviceValue Value, DateTimeOffset At)> Served() =>
        from page in noc.Olt.Ledger.Pages
        from slot in noc.Olt.Ledger.Slots
        where page.Up[slot.Index]
        select (new DeviceValue(Device, new NumberedValue(slot.Pon, $"{slot.Number}", OltPlan.OnlineS(slot.Index, page.Number))), page.At);
}
