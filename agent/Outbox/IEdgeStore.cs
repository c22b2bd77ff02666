using EdgeNoc.Common.Events;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Outbox;

/// <summary>Where polling puts its points. Never blocks on disk or network: points wait in RAM first.</summary>
public interface ITelemetryOutbox
{
    /// <summary>Adds points of one device with one timestamp; a null device is for measurements about the site itself, as <c>agent</c>.</summary>
    void Write(string? device, IEnumerable<IPoint> points, DateTimeOffset at);
}

/// <summary>The events could not be stored now: nothing of them is kept, and whoever has them tries again. The store has said why in the log.</summary>
public sealed class EventsNotStoredException(Exception cause) : Exception($"the events could not be stored: {cause.Message}", cause);

/// <summary>Where detection puts what changed. A return means: on disk, through a power cut.</summary>
public interface IEventLog
{
    /// <summary>What was known when the agent last ran: the first poll after a start is compared with it.</summary>
    IReadOnlyList<EntityState> LoadStates();

    /// <summary>The alerts that stand now.</summary>
    IReadOnlyList<EdgeEvent> LoadRaised();

    /// <summary>
    /// Stores events, the alerts that follow from them (raised adds, or renews all but the time of one that stands; cleared removes; a note does nothing) and new states in one transaction.
    /// </summary>
    /// <param name="events">In the order in which they shall leave.</param>
    /// <param name="states">Each replaces what is stored of its entity.</param>
    /// <param name="gone">Entities whose states are deleted, before <paramref name="states"/> are written.</param>
    /// <exception cref="EventsNotStoredException">The disk takes nothing now; the log says so.</exception>
    void Commit(IReadOnlyList<EdgeEvent> events, IReadOnlyList<EntityState> states, IReadOnlyList<EntityId>? gone = null);
}

/// <summary>Where snapshots of tables go; the latest of a device and name replaces the one before.</summary>
public interface ITableOutbox
{
    /// <summary>Takes a snapshot to be sent; the caller has decided that it changed.</summary>
    void Put(string device, string table, TableMessage snapshot);
}

/// <summary>What a stored state belongs to.</summary>
public readonly record struct EntityId(string Device, string Entity);

/// <summary>The confirmed state of an entity, kept over restarts.</summary>
/// <param name="Device">The device's id.</param>
/// <param name="Entity"><c>onu/0/3:17</c> or <c>device</c>.</param>
/// <param name="State">The status word, as <c>up</c> or <c>power_off</c>.</param>
/// <param name="Since">When it was first seen so.</param>
/// <param name="Identity">MAC or serial, where the entity has one: another one in the same slot is another ONU.</param>
public sealed record EntityState(string Device, string Entity, string State, DateTimeOffset Since, string? Identity);
