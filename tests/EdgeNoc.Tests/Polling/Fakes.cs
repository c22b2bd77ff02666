using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Tests.Polling;

/// <summary>Keeps points in memory.</summary>
internal sealed class MemoryTelemetry : ITelemetryOutbox
{
    private readonly List<(string? Device, IPoint Point, DateTimeOffset At)> _points = [];

    public IReadOnlyList<(string? Device, IPoint Point, DateTimeOffset At)> Points
    {
        get
        {
            lock (_points) return [.. _points];
        }
    }

    public void Write(string? device, IEnumerable<IPoint> points, DateTimeOffset at)
    {
        lock (_points) _points.AddRange(points.Select(point => (device, point, at)));
    }

    public IReadOnlyList<TPoint> Take<TPoint>()
    {
        lock (_points)
        {
            var taken = _points.Select(entry => entry.Point).OfType<TPoint>().ToList();
            _points.Clear();
            return taken;
        }
    }
}

/// <summary>Keeps events, alerts and states in memory as the store does on disk; may fail once.</summary>
internal sealed class MemoryEventLog : IEventLog
{
    private readonly Dictionary<(string, string), EntityState> _states = [];
    private readonly Dictionary<(string, string, string), EdgeEvent> _raised = [];

    /// <summary>Everything ever stored.</summary>
    public List<EdgeEvent> All { get; } = [];

    public List<EdgeEvent> Events { get; } = [];

    public int Commits { get; private set; }

    public bool FailNext { get; set; }

    public IReadOnlyList<EntityState> LoadStates() => [.. _states.Values];

    public IReadOnlyList<EdgeEvent> LoadRaised() => [.. _raised.Values];

    public void Commit(IReadOnlyList<EdgeEvent> events, IReadOnlyList<EntityState> states, IReadOnlyList<EntityId>? gone = null)
    {
        lock (Events)
        {
            if (FailNext)
            {
                FailNext = false;
                throw new IOException("disk full");
            }

            Commits++;
            Events.AddRange(events);
            All.AddRange(events);
            foreach (var (device, entity) in gone ?? []) _states.Remove((device, entity));
            foreach (var state in states) _states[(state.Device, state.Entity)] = state;
            foreach (var change in events.Where(change => !EventKinds.IsNote(change.Kind)))
            {
                var identity = (change.Device, change.Entity, change.Kind);
                if (change.State == EventState.Raised) _raised[identity] = _raised.TryGetValue(identity, out var standing) ? change with { At = standing.At, TimeQuality = standing.TimeQuality } : change;
                else _raised.Remove(identity);
            }
        }
    }

    /// <summary>Everything ever stored, while others go on storing.</summary>
    public IReadOnlyList<EdgeEvent> Snapshot()
    {
        lock (Events) return [.. All];
    }

    /// <summary>What was added since the last call, as <c>+onu.down olt-1 onu/0/1:2</c>.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (Events)
        {
            var taken = Events.Select(change => $"{(change.State == EventState.Raised ? '+' : '-')}{change.Kind} {change.Device} {change.Entity}").ToList();
            Events.Clear();
            return taken;
        }
    }
}

/// <summary>Keeps the tables that were sent, in order.</summary>
internal sealed class MemoryTables : ITableOutbox
{
    private readonly List<(string Device, string Name, TableMessage Table)> _sent = [];

    public void Put(string device, string table, TableMessage snapshot) => _sent.Add((device, table, snapshot));

    public IReadOnlyList<(string Device, string Name, TableMessage Table)> Take()
    {
        var taken = _sent.ToList();
        _sent.Clear();
        return taken;
    }
}
