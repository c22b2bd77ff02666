using EdgeNoc.Chaos.World;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Chaos.Reckoning;

/// <summary>What happened to the plant against what the collector was told.</summary>
/// <param name="Expected">Losses and returns of ONUs that lasted long enough.</param>
/// <param name="Told">How many of them the collector has.</param>
/// <param name="Beyond">Events of such ONUs beyond one a change.</param>
/// <param name="Committed">Events seen in copies of the agent's store.</param>
/// <param name="CommittedLost">How many of those the collector does not have.</param>
/// <param name="Problems">Each thing that is not as it should be.</param>
internal sealed record EventCount(int Expected, int Told, int Beyond, int Committed, int CommittedLost, IReadOnlyList<string> Problems)
{
    public static EventCount Of(IReadOnlyList<PlantChange> changes, IReadOnlyList<BookedEvent> booked, IReadOnlyCollection<Guid> committed)
    {
        var told = booked.Where(one => one.Kind == EventKinds.OnuDown)
            .GroupBy(one => (one.Device, one.Entity, Down: one.State == "raised")).ToDictionary(group => group.Key, group => group.Count());
        var expected = changes.GroupBy(change => (change.Device, change.Entity, change.Down)).ToDictionary(group => group.Key, group => group.ToList());
        var problems = new List<string>();
        var (found, beyond) = (0, 0);
        foreach (var (key, wanted) in expected)
        {
            var count = told.GetValueOrDefault(key);
            found += Math.Min(count, wanted.Count);
            if (count < wanted.Count) problems.Add($"event lost: {key.Device} {key.Entity} {Word(key.Down)} at {string.Join(", ", wanted.Select(change => $"{change.At:HH:mm:ss}"))}, {count} told");
        }

        foreach (var (key, count) in told.Where(one => one.Value > (expected.GetValueOrDefault(one.Key)?.Count ?? 0)))
        {
            beyond += count - (expected.GetValueOrDefault(key)?.Count ?? 0);
            problems.Add($"event told that did not happen: {key.Device} {key.Entity} {Word(key.Down)}, {count} told");
        }

        var ids = booked.Select(one => one.Id).ToHashSet();
        var lost = committed.Where(id => !ids.Contains(id)).ToList();
        problems.AddRange(lost.Select(id => $"event committed by the agent and lost: {id}"));
        return new EventCount(changes.Count, found, beyond, committed.Count, lost.Count, problems);
    }

    private static string Word(bool down) => down ? "raised" : "cleared";
}
