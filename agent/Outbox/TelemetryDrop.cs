namespace EdgeNoc.Agent.Outbox;

/// <summary>Telemetry of one run that is gone for good, until an event has said so.</summary>
/// <param name="Id">The row; 0 while it is only in RAM.</param>
/// <param name="EventId">The id of the event that will say so: the same however often a crash makes it say it again.</param>
/// <param name="Cause"><c>quota, age, disk_low, ram</c> (neither RAM nor disk had room) or <c>damaged</c> (not what was written; then numbers and times may be wrong too).</param>
/// <param name="FirstSeq">With <paramref name="LastSeq"/>: between these; not every number in between need be gone.</param>
/// <param name="FirstMs">With <paramref name="LastMs"/>: the timestamps of the points.</param>
internal sealed record TelemetryDrop(
    long Id, Guid EventId, string Cause, Guid Boot, long FirstSeq, long LastSeq, long Messages, long Lines, long Bytes, long FirstMs, long LastMs)
{
    public static TelemetryDrop Of(string cause, Guid boot, long seq, int lines, long bytes, long firstMs, long lastMs) =>
        new(0, Guid.CreateVersion7(), cause, boot, seq, seq, 1, lines, bytes, firstMs, lastMs);

    /// <summary>One statement for both, when it can be: the same cause and run.</summary>
    public TelemetryDrop? With(TelemetryDrop other) => other.Cause != Cause || other.Boot != Boot ? null : this with
    {
        FirstSeq = Math.Min(FirstSeq, other.FirstSeq),
        LastSeq = Math.Max(LastSeq, other.LastSeq),
        Messages = Messages + other.Messages,
        Lines = Lines + other.Lines,
        Bytes = Bytes + other.Bytes,
        FirstMs = Math.Min(FirstMs, other.FirstMs),
        LastMs = Math.Max(LastMs, other.LastMs),
    };
}

/// <summary>How much telemetry is kept.</summary>
/// <param name="MaxBytes">Of the file; default 4 GiB.</param>
/// <param name="MaxAge">Default 30 days.</param>
/// <param name="MinFreeBytes">Of the disk, left to everybody else; default 200 MiB.</param>
internal sealed record OutboxLimits(long MaxBytes, TimeSpan MaxAge, long MinFreeBytes)
{
    public static readonly OutboxLimits Default = new(4096L << 20, TimeSpan.FromDays(30), 200L << 20);
}

/// <summary>How much has to go now.</summary>
/// <param name="Cause">See <see cref="TelemetryDrop.Cause"/>.</param>
/// <param name="Bytes">At least so many, from the oldest on.</param>
/// <param name="UntilWallMs">Or all that was written before.</param>
internal sealed record Eviction(string Cause, long Bytes, long UntilWallMs)
{
    // A step is a sixty-fourth of the quota, or of the time: rarely and much rather than always and little.
    private const int StepPart = 64;

    /// <param name="limits">The quotas.</param>
    /// <param name="used">What the file uses, free pages left out.</param>
    /// <param name="returnable">Free pages in the file, which a vacuum can give back.</param>
    /// <param name="free">On the disk; null when that is not known.</param>
    /// <param name="oldestWallMs">Of the oldest row, when its time is known.</param>
    /// <param name="nowMs">Null while the time is not known: then nothing is too old.</param>
    public static Eviction? Decide(OutboxLimits limits, long used, long returnable, long? free, long? oldestWallMs, long? nowMs)
    {
        if (free is { } left && left + returnable < limits.MinFreeBytes) return new("disk_low", limits.MinFreeBytes - left - returnable + (limits.MinFreeBytes / StepPart), long.MinValue);
        if (used > limits.MaxBytes) return new("quota", used - limits.MaxBytes + (limits.MaxBytes / StepPart), long.MinValue);
        var age = (long)limits.MaxAge.TotalMilliseconds;
        return nowMs is { } now && oldestWallMs is { } oldest && oldest < now - age - (age / StepPart) ? new("age", 0, now - age) : null;
    }
}
