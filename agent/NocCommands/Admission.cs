using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Agent.NocCommands;

/// <summary>Whether a command may run at all: it is fresh, it is new, and there were not too many. For one thread.</summary>
/// <remarks>
/// Age is told by the collector's own time, as acks bring it, so that a clock that is wrong at either end keeps nobody from asking; before the first ack this machine's has to do.
/// What was sent before this run began is never run: a restart must not be asked for twice by one message.
/// </remarks>
/// <param name="time">Monotonic.</param>
/// <param name="collectorNow">What time it is for the collector; null while nobody knows.</param>
internal sealed class Admission(TimeProvider time, Func<DateTimeOffset?> collectorNow)
{
    // Clocks that are a little apart, where this machine's has to do.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private const int MaxRemembered = 256;

    private readonly long _began = time.GetTimestamp();
    private readonly Queue<Guid> _order = new();
    private readonly HashSet<Guid> _seen = [];
    private readonly Queue<long> _runs = new();

    /// <summary>It came before: whoever asked has his answer or gets it.</summary>
    public bool IsRepeated(Guid id)
    {
        if (!_seen.Add(id)) return true;
        _order.Enqueue(id);
        if (_order.Count > MaxRemembered) _seen.Remove(_order.Dequeue());
        return false;
    }

    /// <summary>Null when it may run, which then counts; else why not.</summary>
    public CommandResult? Refuse(CommandRequest request)
    {
        if (collectorNow() is not { } now) return new(CommandOutcome.Expired) { Detail = "this agent has no time yet, so it cannot tell how old the command is", Remedy = "try again once its status says clock synced or its data is acknowledged" };
        if (now > request.Expires || request.Expires - request.Sent > CommandCatalogue.MaxAge || request.Sent - now > Tolerance)
            return new(CommandOutcome.Expired) { Detail = "the command was too long on its way, or its time does not fit", Remedy = "send it again; if it stays so, compare the clocks of collector and agent" };
        if (request.Sent < now - time.GetElapsedTime(_began)) return new(CommandOutcome.Expired) { Detail = "the command is older than this run of the agent", Remedy = "send it again" };
        while (_runs.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Minute) _runs.Dequeue();
        if (_runs.Count >= CommandCatalogue.MaxPerMinute) return new(CommandOutcome.RateLimited) { Detail = $"{CommandCatalogue.MaxPerMinute} commands a minute are run for one site", Remedy = "wait a minute" };
        _runs.Enqueue(time.GetTimestamp());
        return null;
    }
}
