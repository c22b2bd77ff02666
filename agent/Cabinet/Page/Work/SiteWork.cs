using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.NocCommands;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Cabinet.Page.Work;

/// <summary>What a technician says to the office by working here. Made also where there is no page: what a page began has to end. Safe for several threads.</summary>
internal sealed class SiteWork : IAsyncDisposable
{
    /// <summary>Longer work is announced by the office.</summary>
    public static readonly TimeSpan LongestMaintenance = TimeSpan.FromHours(8);

    /// <summary>From the cabinet, where whoever works stands before the box.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);

    public static readonly TimeSpan LongestPauseFromOffice = CommandCatalogue.LongestPause;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Maintenance _maintenance;
    private readonly Pauses _pauses;
    private ITimer? _timer;

    /// <param name="log">Takes the alerts; what stood there goes on.</param>
    /// <param name="time">The agent's clock and timers.</param>
    /// <param name="quality">Whether that clock can be trusted.</param>
    /// <param name="pause">Leaves a device alone for so long, zero: no longer; false when there is no such device.</param>
    /// <param name="logger">For what was done.</param>
    public SiteWork(IEventLog log, TimeProvider time, Func<TimeQuality> quality, Func<string, TimeSpan, bool> pause, ILogger logger)
    {
        _time = time;
        var events = new WorkEvents(log, time, quality);
        _maintenance = new Maintenance(events, time, logger);
        _pauses = new Pauses(events, time, pause, logger);
    }

    public MaintenanceState? Maintenance
    {
        get { lock (_gate) return _maintenance.State; }
    }

    public void Start() => _timer = _time.CreateTimer(_ => Look(), null, TimeSpan.Zero, Interval);

    public WorkResult BeginMaintenance(TimeSpan length, string? comment)
    {
        lock (_gate) return _maintenance.Begin(length, comment);
    }

    public WorkResult EndMaintenance()
    {
        lock (_gate) return _maintenance.End();
    }

    public WorkResult Pause(string device, TimeSpan length) => Pause(device, length, LongestPause);

    /// <summary>The same for the office.</summary>
    public WorkResult PauseFromOffice(string device, TimeSpan length) => Pause(device, length, LongestPauseFromOffice);

    public WorkResult Resume(string device)
    {
        lock (_gate) return _pauses.End(device);
    }

    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;

    private WorkResult Pause(string device, TimeSpan length, TimeSpan longest)
    {
        lock (_gate) return _pauses.Begin(device, length, longest);
    }

    private void Look()
    {
        lock (_gate)
        {
            _maintenance.Look();
            _pauses.Look();
        }
    }
}
