namespace EdgeNoc.Agent.Cabinet.Outputs;

/// <summary>All targets as one: with none of them the panel is simulated. Safe for several threads.</summary>
internal sealed class OutputBank(IReadOnlyList<IOutputTarget> targets) : IDisposable
{
    private readonly Lock _gate = new();
    private Outlets? _on;
    private bool _closed;

    public bool IsSimulated => targets.Count == 0;

    /// <summary>What is lit or sounds now.</summary>
    public Outlets On { get { lock (_gate) return _on ?? Outlets.None; } }

    /// <summary>Switches; false when all is so already, or closed.</summary>
    public bool Set(Outlets on)
    {
        lock (_gate)
        {
            if (_closed || on == _on) return false;
            foreach (var target in targets) target.Set(on);
            _on = on;
            return true;
        }
    }

    /// <summary>Leaves everything dark for good.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed) return;
            _closed = true;
            _on = Outlets.None;
            foreach (var target in targets) target.Dispose();
        }
    }
}
