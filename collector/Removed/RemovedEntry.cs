namespace EdgeNoc.Collector.Removed;

/// <summary>Something that somebody removed, and all that is needed to put it back. A row of <c>removed_entries</c>.</summary>
internal sealed record RemovedEntry
{
    public long Id { get; init; }

    /// <summary>One of <see cref="RemovedKinds"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Whose it was; null for what is of no site.</summary>
    public string? Site { get; init; }
    public string Name { get; init; } = "";
    public string ContentJson { get; init; } = "";
    public long RemovedMs { get; init; }
    public string RemovedBy { get; init; } = "";
}

/// <summary>What can be put back.</summary>
internal static class RemovedKinds
{
    public const string Site = "site", Device = "device", Ont = "ont", Group = "group";
}
