namespace EdgeNoc.Agent.Clock;

/// <summary>The latest time that is known to have been, whatever the machine's clock says. It is not what time it is: it may be years behind.</summary>
/// <remarks>For certificates: one that has ended before it has ended. Only who may be believed counts: the office over a checked connection, marks of runs whose clock was right, the program's own file.</remarks>
/// <param name="clock">It counts on from what was heard.</param>
/// <param name="heard">Each a time that has been; one at least.</param>
internal sealed class KnownTime(EdgeClock clock, params IEnumerable<DateTimeOffset> heard)
{
    private readonly DateTimeOffset _heard = heard.Max();
    private readonly long _since = clock.Time.GetTimestamp();

    /// <summary>What was heard and what has passed since, or the clock where that is later.</summary>
    public DateTimeOffset Now => Later(clock.Now, _heard + clock.Time.GetElapsedTime(_since));

    /// <summary>When this program was made; nothing runs before that. The packages keep the time of its file.</summary>
    public static DateTimeOffset Built { get; } = Environment.ProcessPath is { } path ? new DateTimeOffset(File.GetLastWriteTimeUtc(path)) : DateTimeOffset.MinValue;

    public static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
