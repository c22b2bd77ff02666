namespace EdgeNoc.Agent.Outbox;

/// <summary>What makes one store differ from the other.</summary>
/// <param name="Name">For people and events: <c>events</c> or <c>telemetry</c>.</param>
/// <param name="Synchronous">As SQLite names it.</param>
/// <param name="Steps">The schema.</param>
/// <param name="Tables">What is worth saving from a damaged file, in this order; <c>boots</c> comes first, since the others name it.</param>
/// <param name="Rows">The table whose rows are counted in <c>meta</c>.</param>
internal sealed record StoreKind(string Name, string Synchronous, IReadOnlyList<string> Steps, IReadOnlyList<string> Tables, string Rows)
{
    public static readonly StoreKind Events = new("events", "FULL", EventSchema.Steps, ["boots", "meta", "given_times", "troubles", "events", "alerts", "entity_states"], "events");

    public static readonly StoreKind Telemetry = new("telemetry", "NORMAL", TelemetrySchema.Steps, ["boots", "meta", "troubles", "drops", "messages", "tables"], "messages");
}

/// <summary>What is wrong with a store; the words go into events as their reason.</summary>
internal enum StoreFault
{
    /// <summary>Damaged: moved aside, and what could be read of it is in a new one.</summary>
    Corrupt,

    /// <summary>A newer version wrote it: not touched.</summary>
    Newer,

    /// <summary>This user may not open or write it, or the file system is read-only: not touched.</summary>
    NotWritable,

    /// <summary>The disk is full.</summary>
    DiskFull,

    /// <summary>What was committed last is not in it any more: the log ended too early.</summary>
    LogCut,

    /// <summary>It is not where it was.</summary>
    Missing,
}

/// <summary>Something happened to a store that people must know.</summary>
/// <param name="Store"><see cref="StoreKind.Name"/>.</param>
/// <param name="File">Which file.</param>
/// <param name="Detail">What happened, in one sentence.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Bytes">The size of the damaged file and its log.</param>
/// <param name="MovedTo">Where it is kept; null when it was not touched.</param>
/// <param name="Rescued">Rows that the new store has of it.</param>
/// <param name="Lost">Rows that it had beside those, at most; null when nobody can know.</param>
internal sealed record StoreTrouble(string Store, StoreFault Fault, string File, string Detail, string Remedy, long Bytes, string? MovedTo, long Rescued, long? Lost)
{
    /// <summary>Its row; 0 while it is only in RAM.</summary>
    public long Id { get; init; }

    /// <summary>Of the event that will say so: the same however often a crash makes it say it again.</summary>
    public Guid EventId { get; init; } = Guid.CreateVersion7();

    /// <summary>The run that found it.</summary>
    public Guid Boot { get; init; }

    public string Reason => Fault switch
    {
        StoreFault.Corrupt => "corrupt",
        StoreFault.LogCut => "log_cut",
        StoreFault.Missing => "missing",
        StoreFault.Newer => "newer_version",
        StoreFault.NotWritable => "not_writable",
        _ => "disk_full",
    };
}
