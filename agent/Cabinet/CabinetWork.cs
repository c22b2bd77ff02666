using System.Collections.Concurrent;
using System.Collections.Immutable;
using EdgeNoc.Agent.Cabinet.Buzzer;
using EdgeNoc.Agent.Cabinet.Gpio;
using EdgeNoc.Agent.Cabinet.Inputs;
using EdgeNoc.Agent.Cabinet.Patterns;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Config.Cabinet;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Cabinet;

/// <summary>The cabinet at work: four looks a second at the site, and one at each edge of an input, become lamps, buzzer and events.</summary>
internal sealed partial class CabinetWork : ICabinet, IAsyncDisposable
{
    /// <summary>How the kernel names the holder of the lines to whoever else wants them.</summary>
    public static string Consumer { get; } = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"edgenoc-agent {Environment.ProcessId}");

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    // Without a sign from the player or a look for so long the lamps tell nothing true any more.
    private static readonly TimeSpan GuardPatience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly PanelHardware _hardware;
    private readonly CabinetLinks _links;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly BuzzerTerms _terms;
    private readonly PatternPlayer _player;
    private readonly InputThread _thread;
    private readonly ContactBook _contacts;
    private readonly ConcurrentQueue<(GpioEdge Edge, TimeSpan At)> _edges = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly long _started;
    private readonly ITimer _timer;
    private ButtonWatch _button = ButtonWatch.Up;
    private PanelShow _show = PanelShow.AtStart(TimeSpan.Zero);
    private ImmutableDictionary<BuzzerCause, BuzzerNote> _causes = BuzzerRules.Empty;
    private SiteState? _site;
    private Task _checking = Task.CompletedTask;
    private TaskCompletionSource _changed = NewSignal();
    private long _lookedAt;
    private bool _wasAlive = true;
    private volatile CabinetSnapshot _snapshot;

    /// <param name="config">What is wired.</param>
    /// <param name="hardware">What of it is there; owned from now on.</param>
    /// <param name="links">The rest of the agent.</param>
    /// <param name="logger">For what somebody should know.</param>
    public CabinetWork(CabinetConfig config, PanelHardware hardware, CabinetLinks links, ILogger logger)
    {
        (_hardware, _links, _logger, _time) = (hardware, links, logger, links.Clock.Time);
        _started = _lookedAt = _time.GetTimestamp();
        _terms = new BuzzerTerms(config.Buzzer.Causes, config.Buzzer.Longest, config.Buzzer.QuietFrom, config.Buzzer.QuietUntil);
        foreach (var fault in hardware.Faults) logger.LogError("cabinet: {Fault}; everything else goes on", fault);
        _contacts = new ContactBook(config, hardware, links, logger);
        _snapshot = new CabinetSnapshot(PanelState.All(LampPattern.Off), PanelMode.LampTest, links.Clock.Now, BuzzerState.Idle, _contacts.States, hardware.Bank.IsSimulated, hardware.Faults);
        ReadInputs();
        _player = new PatternPlayer(_time, hardware.Bank);
        _thread = new InputThread(hardware.Lines, OnEdge, Guard);
        _timer = _time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, LookInterval);
    }

    public CabinetSnapshot Now => _snapshot;

    /// <summary>How late edges of lamps are.</summary>
    public Lateness Lateness => _player.Lateness;

    public void Start()
    {
        // Now, not when it was made: on a slow machine seconds lie between the two.
        _show = PanelShow.AtStart(Elapsed);
        Look();
        _thread.Start();
        _timer.Change(LookInterval, LookInterval);
    }

    public async Task<CabinetSnapshot> NextAsync(CabinetSnapshot seen, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Before the snapshot: a change in between is not missed.
            var changed = Volatile.Read(ref _changed).Task;
            if (!ReferenceEquals(_snapshot, seen)) return _snapshot;
            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Silence()
    {
        lock (_gate) _causes = BuzzerRules.Silence(_causes);
        LookSoon();
    }

    /// <summary>Somebody who does not stand here wants lamps and buzzer tried: as a long press, without the check.</summary>
    public void TestPanel()
    {
        lock (_gate) _show = _show with { TestFrom = Elapsed, ByHand = true, Result = null };
        LookSoon();
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested) return;
        await _timer.DisposeAsync().ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _checking.ConfigureAwait(false);
        _thread.Dispose();
        _player.Dispose();
        _hardware.Dispose();
        _stopping.Dispose();
    }

    /// <summary>On a thread of the pool, whoever asks: who waits for edges must wait for nothing else.</summary>
    private void LookSoon() => _timer.Change(TimeSpan.Zero, LookInterval);

    private TimeSpan Elapsed => _time.GetElapsedTime(_started);

    /// <summary>A look that finds another one under way leaves it at that: events are written to a slow card meanwhile.</summary>
    private void Look()
    {
        if (!_gate.TryEnter()) return;
        try
        {
            while (_edges.TryDequeue(out var edge)) Take(edge.Edge, edge.At);
            var now = Elapsed;
            (_button, var action) = _button.Look(now);
            Act(action, now);
            _contacts.Look(now);
            Show(now);
            Interlocked.Exchange(ref _lookedAt, _time.GetTimestamp());
        }
        finally
        {
            _gate.Exit();
        }
    }

    private void Show(TimeSpan now)
    {
        var site = Site();
        if (site is null) return;
        var alive = _links.Alive();
        if (alive != _wasAlive) _logger.Log(alive ? LogLevel.Information : LogLevel.Error, "cabinet: {What}", alive ? "the agent works again, and the lamps tell so" : "polling or storing has come to a stop: the lamps are dark until it goes on");
        _wasAlive = alive;
        var local = TimeOnly.FromTimeSpan(TimeZoneInfo.ConvertTime(site.Now, _links.Zone).TimeOfDay);
        (_causes, var buzzer) = BuzzerRules.Look(_causes, site, _terms, local, now);
        if (_show.OpenFrom is not null && _links.Door is not { IsOpen: true }) _show = _show with { OpenFrom = null };
        var mode = _show.Mode(alive, now);
        var panel = _show.Lamps(mode, site);
        _player.Show(panel, _show.Buzzer(mode, buzzer.Sounding, now));
        Publish(panel, mode, buzzer);
    }

    /// <summary>The store may fail for a moment; the lamps then tell what they knew.</summary>
    private SiteState? Site()
    {
        try
        {
            return _site = _links.Site();
        }
        catch (Exception error) when (error is SqliteException or ObjectDisposedException or InvalidOperationException)
        {
            return _site;
        }
    }

    private void Publish(PanelState panel, PanelMode mode, BuzzerState buzzer)
    {
        var last = _snapshot;
        IReadOnlyList<string> faults = [.. _hardware.Faults, .. _contacts.Faults, .. _button.IsStuck ? [StuckText] : Array.Empty<string>()];
        var same = panel == last.Panel && mode == last.Mode;
        if (same && buzzer == last.Buzzer && _contacts.States.SequenceEqual(last.Contacts) && faults.SequenceEqual(last.Faults, StringComparer.Ordinal)) return;
        _snapshot = new CabinetSnapshot(panel, mode, same ? last.Since : _links.Clock.Now, buzzer, _contacts.States, last.Simulated, faults);
        Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();
    }

    /// <summary>On the thread that hangs with nobody: a panel whose player or looks have stopped is dark.</summary>
    private void Guard()
    {
        var stale = _time.GetElapsedTime(_player.TickedAt) > GuardPatience || _time.GetElapsedTime(Interlocked.Read(ref _lookedAt)) > GuardPatience;
        if (stale != _hardware.Bank.Dark) _hardware.Bank.Dark = stale;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
