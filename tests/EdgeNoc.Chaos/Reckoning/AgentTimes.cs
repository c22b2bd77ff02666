using EdgeNoc.Demo.Reckoning;

namespace EdgeNoc.Chaos.Reckoning;

/// <summary>What the agent's clock said when a page was served: a collector whose clock runs ahead takes it along, and what the agent tells of is told in that time.</summary>
internal sealed class AgentTimes
{
    private readonly (DateTimeOffset At, TimeSpan Ahead)[] _known;

    /// <param name="served">Values with the times of their pages.</param>
    /// <param name="stored">The same as the database has them, with the agent's times.</param>
    public AgentTimes(IEnumerable<(DeviceValue Value, DateTimeOffset At)> served, IEnumerable<(DeviceValue Value, DateTimeOffset At)> stored)
    {
        var told = stored.GroupBy(row => row.Value).ToDictionary(rows => rows.Key, rows => rows.Min(row => row.At));
        _known = [.. served.Where(one => told.ContainsKey(one.Value)).GroupBy(one => one.At).Select(page => (page.Key, told[page.First().Value] - page.Key)).OrderBy(page => page.Key)];
    }

    /// <summary>A page of so far away is too far to tell from: a restart in between puts the clock right.</summary>
    public static readonly TimeSpan Near = TimeSpan.FromMinutes(2);

    /// <summary>What it may have said: as true time has it, or as for the pages before and after that are stored.</summary>
    public IEnumerable<DateTimeOffset> Of(DateTimeOffset at)
    {
        yield return at;
        var next = Array.FindIndex(_known, page => page.At >= at);
        foreach (var index in new[] { next < 0 ? _known.Length - 1 : next - 1, next })
        {
            if (index >= 0 && (_known[index].At - at).Duration() <= Near) yield return at + _known[index].Ahead;
        }
    }
}
