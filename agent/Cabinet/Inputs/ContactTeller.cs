using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Cabinet.Inputs;

/// <summary>Says what contacts say as events of device <c>site</c>. Told is what the store took; the rest is tried again at the next look.</summary>
internal sealed class ContactTeller
{
    public const string Mains = "mains";
    private const string BatteryLow = "site.battery_low";
    private const string DoorOpen = "site.door_open";

    private static readonly Dictionary<string, (string Kind, string Entity)> Meanings = new(StringComparer.Ordinal)
    {
        [Mains] = (EventKinds.MainsLost, "mains"),
        ["door"] = (DoorOpen, "door"),
        ["battery_low"] = (BatteryLow, "battery"),
    };

    private readonly IEventLog _events;
    private readonly EdgeClock _clock;
    private readonly HashSet<string> _raised;

    public ContactTeller(IEventLog events, EdgeClock clock)
    {
        (_events, _clock) = (events, clock);
        var kinds = Meanings.ToDictionary(meaning => meaning.Value.Kind, meaning => meaning.Key, StringComparer.Ordinal);
        _raised = [.. events.LoadRaised().Where(alert => alert.Device == SelfEvents.Device && kinds.ContainsKey(alert.Kind)).Select(alert => kinds[alert.Kind])];
    }

    /// <summary>Clears what stands for contacts that the config names no more.</summary>
    /// <exception cref="EventsNotStoredException">The disk takes nothing now.</exception>
    public void Forget(IEnumerable<string> wired)
    {
        foreach (var name in _raised.Except(wired, StringComparer.Ordinal).ToList()) Tell(name, alarm: false);
    }

    /// <summary>The config has no cabinet any more: nothing of one may stand.</summary>
    public static void ForgetAll(IEventLog events, EdgeClock clock)
    {
        try
        {
            new ContactTeller(events, clock).Forget([]);
        }
        catch (EventsNotStoredException)
        {
            // The disk is full: they stand until the next start, which is no reason not to poll.
        }
    }

    /// <summary>Tells a contact's state unless it was told.</summary>
    /// <returns>Whether there was something to tell.</returns>
    /// <exception cref="EventsNotStoredException">The disk takes nothing now.</exception>
    public bool Tell(string name, bool alarm)
    {
        if (_raised.Contains(name) == alarm) return false;
        var (kind, entity) = Meanings[name];
        var now = _clock.Now;
        _events.Commit([SelfEvents.Of(Guid.CreateVersion7(now), kind, alarm ? EventState.Raised : EventState.Cleared, now, _clock.Quality, reason: null) with { Entity = entity }], []);
        _ = alarm ? _raised.Add(name) : _raised.Remove(name);
        return true;
    }
}
