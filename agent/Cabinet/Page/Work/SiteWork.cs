using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Cabinet.Page.Work;

/// <summary>A maintenance that stands.</summary>
/// <param name="Until">When it ends by itself, by the agent's clock.</param>
internal sealed record MaintenanceState(DateTimeOffset Until);

/// <summary>What became of an action.</summary>
internal enum WorkResult
{
    Done,

    /// <summary>It stands already.</summary>
    Stands,

    /// <summary>There is none to end.</summary>
    Nothing,
    NoSuchDevice,

    /// <summary>Shorter than a minute or longer than is given from a cabinet.</summary>
    BadLength,

    /// <summary>The disk takes no events: without one the office would not know.</summary>
    NotStored,
}

/// <summary>
/// What a technician says to the office by working here: maintenance of the site (<c>site.maintenance</c>) and boxes left alone (<c>site.polling_paused</c>), both as alerts that end by
/// themselves. A maintenance outlives a restart, a pause does not.
/// </summary>
internal sealed class SiteWork : IAsyncDisposable
{
    /// <summary>Longer work is announced by the office.</summary>
    public static readonly TimeSpan LongestMaintenance = TimeSpan.FromHours(8);

    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);

    private const string Device = "site";
    private const string MaintenanceEntity = "maintenance";
    private const int MaxComment = 120;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly IEventLog _events;
    private readonly TimeProvider _time;
    private readonly Func<TimeQuality> _quality;
    private readonly Func<string, TimeSpan, bool> _pause;
    private readonly ILogger _logger;
    private readonly Dictionary<string, Deadline> _paused = new(StringComparer.Ordinal);
    private readonly HashSet<string> _leftOver = new(StringComparer.Ordinal);
    private (MaintenanceState State, Deadline End)? _maintenance;
    private ITimer? _timer;

    /// <param name="events">Takes the alerts; what stood there goes on.</param>
    /// <param name="time">The agent's clock and timers.</param>
    /// <param name="quality">Whether that clock can be trusted.</param>
    /// <param name="pause">Leaves a device alone for so long, zero: no longer; false when there is no such device.</param>
    /// <param name="logger">For who did what.</param>
    public SiteWork(IEventLog events, TimeProvider time, Func<TimeQuality> quality, Func<string, TimeSpan, bool> pause, ILogger logger)
    {
        (_events, _time, _quality, _pause, _logger) = (events, time, quality, pause, logger);
        foreach (var alert in events.LoadRaised().Where(alert => alert.Device == Device))
        {
            if (alert.Kind == EventKinds.PollingPaused) _leftOver.Add(alert.Entity);
            if (alert.Kind == EventKinds.SiteMaintenance) _maintenance = Restored(alert);
        }
    }

    public MaintenanceState? Maintenance
    {
        get { lock (_gate) return _maintenance?.State; }
    }

    public void Start() => _timer = _time.CreateTimer(_ => Look(), null, TimeSpan.Zero, Interval);

    public WorkResult BeginMaintenance(TimeSpan length, string? comment)
    {
        lock (_gate)
        {
            if (length < TimeSpan.FromMinutes(1) || length > LongestMaintenance) return WorkResult.BadLength;
            if (_maintenance is not null) return WorkResult.Stands;
            var labels = new Dictionary<string, string>(StringComparer.Ordinal);
            if (Clean(comment) is { Length: > 0 } said) labels["comment"] = said;
            if (!Commit(EventKinds.SiteMaintenance, EventState.Raised, MaintenanceEntity, null, length, labels)) return WorkResult.NotStored;
            _maintenance = (new MaintenanceState(_time.GetUtcNow() + length), new Deadline(_time.GetTimestamp(), length));
            _logger.LogInformation("maintenance begun at the cabinet, for {Minutes:0} minutes", length.TotalMinutes);
            return WorkResult.Done;
        }
    }

    public WorkResult EndMaintenance()
    {
        lock (_gate)
        {
            if (_maintenance is null) return WorkResult.Nothing;
            if (!Commit(EventKinds.SiteMaintenance, EventState.Cleared, MaintenanceEntity, "ended")) return WorkResult.NotStored;
            _maintenance = null;
            _logger.LogInformation("maintenance ended at the cabinet");
            return WorkResult.Done;
        }
    }

    /// <summary>Leaves a device alone, so that a person can work in it: at the most half an hour, and the office sees why nothing comes from it.</summary>
    public WorkResult Pause(string device, TimeSpan length)
    {
        lock (_gate)
        {
            if (length < TimeSpan.FromMinutes(1) || length > LongestPause) return WorkResult.BadLength;
            if (_paused.ContainsKey(device)) return WorkResult.Stands;
            if (!_pause(device, length)) return WorkResult.NoSuchDevice;
            if (!Commit(EventKinds.PollingPaused, EventState.Raised, EntityOf(device), null, length))
            {
                _pause(device, TimeSpan.Zero);
                return WorkResult.NotStored;
            }

            _paused[device] = new Deadline(_time.GetTimestamp(), length);
            _logger.LogInformation("{Device}: polling is paused at the cabinet, for {Minutes:0} minutes", device, length.TotalMinutes);
            return WorkResult.Done;
        }
    }

    public WorkResult Resume(string device)
    {
        lock (_gate)
        {
            if (!_paused.ContainsKey(device)) return WorkResult.Nothing;
            return TryResume(device, "ended") ? WorkResult.Done : WorkResult.NotStored;
        }
    }

    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Ends what has run out; what cannot be stored now is ended at the next look.</summary>
    private void Look()
    {
        lock (_gate)
        {
            if (_maintenance is { } maintenance && maintenance.End.IsOver(_time) && Commit(EventKinds.SiteMaintenance, EventState.Cleared, MaintenanceEntity, "over")) _maintenance = null;
            foreach (var device in _paused.Where(entry => entry.Value.IsOver(_time)).Select(entry => entry.Key).ToList()) TryResume(device, "over");

            // The agent was started anew, and polls.
            foreach (var entity in _leftOver.ToList())
            {
                if (Commit(EventKinds.PollingPaused, EventState.Cleared, entity, "restarted")) _leftOver.Remove(entity);
            }
        }
    }

    private bool TryResume(string device, string reason)
    {
        _pause(device, TimeSpan.Zero);
        return Commit(EventKinds.PollingPaused, EventState.Cleared, EntityOf(device), reason) && _paused.Remove(device);
    }

    private (MaintenanceState, Deadline) Restored(EdgeEvent alert)
    {
        var minutes = alert.Values.TryGetValue("minutes", out var value) && double.IsFinite(value) ? Math.Clamp(value, 0, LongestMaintenance.TotalMinutes) : 0;
        var until = alert.At + TimeSpan.FromMinutes(minutes);
        var left = until - _time.GetUtcNow();
        // A clock that was set meanwhile must not make it longer than it was.
        left = TimeSpan.FromMinutes(Math.Clamp(left.TotalMinutes, 0, minutes));
        return (new MaintenanceState(_time.GetUtcNow() + left), new Deadline(_time.GetTimestamp(), left));
    }

    private bool Commit(string kind, EventState state, string entity, string? reason, TimeSpan? length = null, Dictionary<string, string>? labels = null)
    {
        var now = _time.GetUtcNow();
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        if (length is { } span) values["minutes"] = Math.Round(span.TotalMinutes);
        try
        {
            _events.Commit([new EdgeEvent(Guid.CreateVersion7(now), kind, state, Device, entity, EventKinds.DefaultSeverity(kind), now, reason, values, labels ?? new(StringComparer.Ordinal), _quality())], []);
            return true;
        }
        catch (EventsNotStoredException)
        {
            // The store has said why.
            return false;
        }
    }

    private static string EntityOf(string device) => $"device/{device}";

    private static string Clean(string? comment)
    {
        var text = string.Concat((comment ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c))).Trim();
        return text.Length <= MaxComment ? text : text[..MaxComment];
    }

    /// <summary>By monotonic time.</summary>
    private sealed record Deadline(long Began, TimeSpan Length)
    {
        public bool IsOver(TimeProvider time) => time.GetElapsedTime(Began) >= Length;
    }
}
