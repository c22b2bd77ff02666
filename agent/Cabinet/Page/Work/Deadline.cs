namespace EdgeNoc.Agent.Cabinet.Page.Work;

/// <summary>When something ends, by monotonic time: a clock that is set makes nothing longer.</summary>
internal sealed record Deadline(long Began, TimeSpan Length)
{
    public static Deadline In(TimeSpan length, TimeProvider time) => new(time.GetTimestamp(), length);

    public bool IsOver(TimeProvider time) => time.GetElapsedTime(Began) >= Length;
}
