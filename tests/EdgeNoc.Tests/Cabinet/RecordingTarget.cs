using EdgeNoc.Agent.Cabinet.Outputs;

namespace EdgeNoc.Tests.Cabinet;

/// <summary>Writes down what is switched when.</summary>
internal sealed class RecordingTarget(TimeProvider time) : IOutputTarget
{
    private readonly long _started = time.GetTimestamp();

    public List<(long AtMs, Outlets On)> Switched { get; } = [];

    public bool IsDisposed { get; private set; }

    public Outlets On => Switched.Count == 0 ? Outlets.None : Switched[^1].On;

    /// <summary>When one of the outlets changed, in milliseconds, and to what.</summary>
    public IReadOnlyList<(long AtMs, bool On)> Of(Outlets outlet)
    {
        var edges = new List<(long AtMs, bool On)>();
        foreach (var (at, on) in Switched)
        {
            var isOn = (on & outlet) != Outlets.None;
            if (edges.Count == 0 ? isOn : edges[^1].On != isOn) edges.Add((at, isOn));
        }

        return edges;
    }

    public void Set(Outlets on) => Switched.Add(((long)time.GetElapsedTime(_started).TotalMilliseconds, on));

    public void Dispose() => IsDisposed = true;
}
