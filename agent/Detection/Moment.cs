namespace EdgeNoc.Agent.Detection;

/// <summary>When a poll was: by the wall clock for what people read, by the monotonic one for every wait and window, for a Pi's wall clock may leap by years.</summary>
/// <param name="Wall">UTC.</param>
/// <param name="Mono">Since some moment that is the same for this run of the agent.</param>
internal readonly record struct Moment(DateTimeOffset Wall, TimeSpan Mono)
{
    public static Moment Of(TimeProvider time) => new(time.GetUtcNow(), time.GetElapsedTime(0, time.GetTimestamp()));
}
