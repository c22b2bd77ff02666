using EdgeNoc.Agent.Outbox;

namespace EdgeNoc.Agent.Detection;

/// <summary>Which ONUs ever sent a dying gasp, by MAC or serial, kept over restarts: one that never did proves nothing by sending none.</summary>
internal sealed class Gaspers(string device)
{
    private const string Prefix = "gasp/";
    private const string Sent = "sent";

    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    public void Load(IEnumerable<EntityState> states)
    {
        foreach (var state in states)
        {
            if (state.Entity.StartsWith(Prefix, StringComparison.Ordinal)) _known.Add(state.Entity[Prefix.Length..]);
        }
    }

    public bool Contains(string? identity) => identity is not null && _known.Contains(identity);

    /// <summary>Remembers a gasp; one row for the life of an ONU.</summary>
    public void Note(DetectionWork work, string? identity)
    {
        if (identity is null || _known.Contains(identity)) return;
        work.Store(new EntityState(device, Prefix + identity, Sent, work.Now.Wall, null));
        work.Then(() => _known.Add(identity));
    }

    /// <summary>The ONU is gone for good.</summary>
    public void Forget(DetectionWork work, string? identity)
    {
        if (!Contains(identity)) return;
        work.Delete(new EntityId(device, Prefix + identity));
        work.Then(() => _known.Remove(identity!));
    }
}
