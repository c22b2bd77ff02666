using System.Collections.Immutable;

namespace EdgeNoc.Agent.Host;

/// <summary>What is written to the card in a day, from a count that only grows. Pure.</summary>
/// <param name="Marks">The count every hour for a day, the oldest first, and the latest at the end.</param>
internal sealed record WritePace(ImmutableList<(TimeSpan At, double Mb)> Marks)
{
    public static readonly WritePace Empty = new([]);

    // Before that one commit more or less would make gigabytes a day of nothing.
    private static readonly TimeSpan Least = TimeSpan.FromHours(1);

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static readonly TimeSpan Apart = TimeSpan.FromHours(1);

    /// <summary>Megabytes of 1,000,000 bytes; null in the first hour.</summary>
    public double? MbDay => Marks.Count > 1 && Marks[^1].At - Marks[0].At is var span && span >= Least ? (Marks[^1].Mb - Marks[0].Mb) * (Day / span) : null;

    public WritePace Add(TimeSpan at, double mb)
    {
        var marks = Marks.Count > 1 && Marks[^1].At - Marks[^2].At < Apart ? Marks.RemoveAt(Marks.Count - 1) : Marks;
        marks = marks.Add((at, mb));
        while (marks.Count > 2 && at - marks[1].At >= Day) marks = marks.RemoveAt(0);
        return new WritePace(marks);
    }
}
