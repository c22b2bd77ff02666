using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection.Levels;

/// <summary>The baselines of an OLT's ONUs, by MAC or serial: they follow an ONU into another slot, and nobody inherits one.</summary>
internal sealed class RxBaselines(string device)
{
    private const string Prefix = "rx/";
    private const long QuarterSeconds = 21_600;

    // All ONUs finish a quarter in the same minute: a few at a time, so that no poll waits for the card.
    private const int StoredAtOnce = 128;

    private readonly Dictionary<string, RxBaseline> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<string> _unstored = new();

    public void Load(IEnumerable<EntityState> states)
    {
        foreach (var state in states.Where(state => state.Entity.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            if (RxBaseline.Parse(state.State, state.Since.ToUnixTimeSeconds() / QuarterSeconds) is { } baseline) _known[state.Entity[Prefix.Length..]] = baseline;
        }
    }

    public RxBaseline? Find(string identity) => _known.GetValueOrDefault(identity);

    /// <summary>Takes a sample, as long as the clock can be trusted. Twice the same is once, so that a poll whose events could not be stored does no harm.</summary>
    public void Add(string identity, double rxDbm, Moment now, TimeQuality clock)
    {
        if (clock != TimeQuality.Synced) return;
        if (!_known.TryGetValue(identity, out var baseline)) _known[identity] = baseline = new RxBaseline();
        if (baseline.Add(RxBaseline.SlotOf(now.Wall), rxDbm)) _unstored.Enqueue(identity);
    }

    /// <summary>The ONU is gone for good, or the level that it has now is its own.</summary>
    public void Forget(DetectionWork work, string? identity)
    {
        if (identity is null || !_known.ContainsKey(identity)) return;
        work.Delete(new EntityId(device, Prefix + identity));
        work.Then(() => _known.Remove(identity));
    }

    /// <summary>Stores some of what is finished.</summary>
    public void Store(DetectionWork work)
    {
        if (_unstored.Count == 0) return;
        var now = _unstored.Take(StoredAtOnce).ToList();
        foreach (var identity in now)
        {
            if (_known.TryGetValue(identity, out var baseline))
                work.Store(new EntityState(device, Prefix + identity, baseline.ToText(), DateTimeOffset.FromUnixTimeSeconds(baseline.Quarter * QuarterSeconds), null));
        }

        work.Then(() =>
        {
            for (var i = 0; i < now.Count; i++) _unstored.Dequeue();
        });
    }
}
