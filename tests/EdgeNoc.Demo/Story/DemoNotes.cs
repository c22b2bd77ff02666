namespace EdgeNoc.Demo.Story;

/// <summary>What the script did, and when since the start.</summary>
internal sealed record DemoNote(double AtS, string Text);

/// <summary>The notes of a run; written by the script, read by the view.</summary>
internal sealed class DemoNotes(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly long _started = time.GetTimestamp();
    private readonly List<DemoNote> _notes = [];

    public double ElapsedS => time.GetElapsedTime(_started).TotalSeconds;

    public IReadOnlyList<DemoNote> All
    {
        get
        {
            lock (_gate) return [.. _notes];
        }
    }

    public void Add(string text)
    {
        lock (_gate) _notes.Add(new DemoNote(ElapsedS, text));
    }
}
