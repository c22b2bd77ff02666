namespace EdgeNoc.Agent.Outbox;

/// <summary>Small things that others keep over restarts, on disk when the call returns.</summary>
internal sealed partial class EventStore
{
    /// <summary>What was kept under a name; null when nothing was.</summary>
    public string? Recall(string name) => Guarded(() => Database.Text("SELECT value FROM meta WHERE name = ?1", name));

    /// <summary>Keeps a text under a name, in place of the one before. Each call is a write to the card.</summary>
    public void Remember(string name, string value) => Guarded(() => Database.Run("INSERT OR REPLACE INTO meta(name, value) VALUES(?1, ?2)", name, value));
}
