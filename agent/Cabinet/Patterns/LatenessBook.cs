namespace EdgeNoc.Agent.Cabinet.Patterns;

/// <summary>How late edges were against their plan, in this run.</summary>
/// <param name="Edges">How many there were.</param>
/// <param name="P99Ms">99 of 100 of the latest thousand or so were at most so late; null before the first.</param>
/// <param name="MostMs">The latest of them.</param>
public sealed record Lateness(long Edges, double? P99Ms, double? MostMs);

/// <summary>The latest edges; not safe for several threads.</summary>
internal sealed class LatenessBook
{
    private const int Kept = 1_024;

    private readonly float[] _ms = new float[Kept];
    private long _edges;

    public void Add(TimeSpan late) => _ms[_edges++ % Kept] = (float)late.TotalMilliseconds;

    public Lateness Figures()
    {
        var count = (int)Math.Min(_edges, Kept);
        if (count == 0) return new Lateness(0, null, null);
        var sorted = _ms[..count];
        Array.Sort(sorted);
        return new Lateness(_edges, Math.Round(sorted[(int)Math.Ceiling(count * 0.99) - 1], 2), Math.Round(sorted[^1], 2));
    }
}
