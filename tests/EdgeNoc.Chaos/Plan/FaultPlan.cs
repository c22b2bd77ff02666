using System.Globalization;

namespace EdgeNoc.Chaos.Plan;

/// <summary>A fault to come.</summary>
/// <param name="AtS">Seconds after the start of the faults.</param>
/// <param name="Kind">What breaks.</param>
/// <param name="LengthS">How long it stays broken; the recovery comes after that.</param>
/// <param name="Choice">Decides what the kind leaves open: which store, which page, how far a clock jumps.</param>
public sealed record Fault(double AtS, FaultKind Kind, double LengthS, int Choice)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AtS,7:0.0} s  {Kind} for {LengthS:0.0} s ({Choice})");
}

/// <summary>What breaks when: a pure function of the seed.</summary>
public static class FaultPlan
{
    // The parts need a moment to find each other, and the last recovery happens before the counting.
    private const double FirstAtS = 6;
    private const double RecoveryS = 2;
    private const double ShortestGapS = 2;
    private const double LongestGapS = 7;

    /// <summary>Faults in the order of their beginning; those of one part never overlap.</summary>
    /// <param name="seed">The same seed, duration and kinds give the same plan.</param>
    /// <param name="duration">All begin and end within it.</param>
    /// <param name="kinds">Which to choose from; every kind comes once before any comes twice.</param>
    public static IReadOnlyList<Fault> Of(int seed, TimeSpan duration, IReadOnlyList<FaultKind>? kinds = null)
    {
        kinds ??= Enum.GetValues<FaultKind>();
        var random = new Random(seed);
        var free = Enum.GetValues<FaultyPart>().ToDictionary(part => part, _ => 0.0);
        var deck = new List<FaultKind>();
        var plan = new List<Fault>();
        for (var at = FirstAtS; ; at += ShortestGapS + (random.NextDouble() * (LongestGapS - ShortestGapS)))
        {
            if (deck.Count == 0) deck.AddRange(Shuffled(kinds, random));
            var index = deck.FindIndex(kind => free[PartOf(kind)] <= at);
            if (index < 0) index = Earliest(deck, free);
            var kind = deck[index];
            at = Math.Max(at, free[PartOf(kind)]);
            var (shortest, longest) = LengthS(kind);
            var length = shortest + (random.NextDouble() * (longest - shortest));
            if (at + length > duration.TotalSeconds) return plan;
            deck.RemoveAt(index);
            plan.Add(new Fault(Math.Round(at, 1), kind, Math.Round(length, 1), random.Next(1_000_000)));
            free[PartOf(kind)] = at + length + RecoveryS;
        }
    }

    public static FaultyPart PartOf(FaultKind kind) => kind switch
    {
        FaultKind.KillBroker or FaultKind.FreezeBroker or FaultKind.WipeBroker => FaultyPart.Broker,
        FaultKind.KillCollector or FaultKind.FreezeCollector or FaultKind.RestartCollector or FaultKind.StepCollectorClock => FaultyPart.Collector,
        FaultKind.KillInflux or FaultKind.FreezeInflux => FaultyPart.Influx,
        FaultKind.InfluxFails or FaultKind.InfluxUnavailable or FaultKind.InfluxBusy or FaultKind.InfluxPartial or FaultKind.InfluxHangs or FaultKind.InfluxAnswerLost => FaultyPart.InfluxHttp,
        FaultKind.CutLink or FaultKind.LosePackets or FaultKind.DelayLink or FaultKind.ResetLink => FaultyPart.Link,
        _ => FaultyPart.Agent,
    };

    /// <summary>From the shortest to the longest that a kind lasts.</summary>
    private static (double Shortest, double Longest) LengthS(FaultKind kind) => kind switch
    {
        FaultKind.KillAgent or FaultKind.KillBroker or FaultKind.WipeBroker or FaultKind.KillCollector or FaultKind.KillInflux => (0.2, 6),
        FaultKind.RestartAgent or FaultKind.RestartCollector or FaultKind.CopyStore or FaultKind.ResetLink => (0.1, 0.5),
        FaultKind.FreezeAgent or FaultKind.ZeroStore or FaultKind.TearStore or FaultKind.TruncateStore => (0.5, 3),
        _ => (2, 10),
    };

    private static int Earliest(List<FaultKind> deck, Dictionary<FaultyPart, double> free) =>
        deck.FindIndex(kind => free[PartOf(kind)] == deck.Min(other => free[PartOf(other)]));

    private static FaultKind[] Shuffled(IReadOnlyList<FaultKind> kinds, Random random)
    {
        FaultKind[] cards = [.. kinds];
        random.Shuffle(cards);
        return cards;
    }
}
