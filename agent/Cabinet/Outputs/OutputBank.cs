namespace EdgeNoc.Agent.Cabinet.Outputs;

/// <summary>All targets as one: with none of them the panel is simulated. Safe for several threads.</summary>
internal sealed class OutputBank(IReadOnlyList<IOutputTarget> targets) : IDisposable
{
    private readonly Lock _gate = new();
    private Outlets _wanted;
    private Outlets? _on;
    private bool _dark;
    private bool _closed;

    public bool IsSimulated => targets.Count == 0;

    /// <summary>What is lit or sounds now.</summary>
    public Outlets On { get { lock (_gate) return _on ?? Outlets.None; } }

    /// <summary>While true everything is dark, whatever is set: the guard's word, which stands over the player's.</summary>
    public bool Dark
    {
        get { lock (_gate) return _dark; }
        set
        {
            lock (_gate)
            {
                _dark = value;
                Apply();
            }
        }
    }

    public void Set(Outlets on)
    {
        lock (_gate)
        {
            _wanted = on;
            Apply();
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

    private void Apply()
    {
        var on = _dark ? Outlets.None : _wanted;
        if (_closed || on == _on) return;
        foreach (var target in targets) target.Set(on);
        _on = on;
    }
}
