using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Metered;

/// <summary>How the way to the office stands; replaced as a whole.</summary>
/// <param name="Interface">Of the default route; null when there is none.</param>
/// <param name="Month">What passed metered ways this month.</param>
/// <param name="Traffic">What passed any way in this run.</param>
internal sealed record UplinkUse(UplinkTerms Terms, string? Interface, DataBudget Month, WireTraffic Traffic);

/// <summary>The connection whose bytes are counted and which is to follow the default route.</summary>
internal interface IUplinkSession
{
    WireTraffic Traffic { get; }

    void Reconnect(string why);
}

/// <summary>Looks at the default route and at the bytes every two seconds: decides the terms, keeps the month's account, says what people must know.</summary>
internal sealed class UplinkWatch : IAsyncDisposable
{
    /// <summary>A way that is gone or back for less than this is told to nobody.</summary>
    public static readonly TimeSpan Debounce = TimeSpan.FromSeconds(60);

    /// <summary>The account is written down so often while it grows: a power cut forgets no more, and the card hardly notices.</summary>
    public static readonly TimeSpan KeepInterval = TimeSpan.FromMinutes(5);

    private const string Account = "metered_month";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly AgentConfig _config;
    private readonly EventStore _events;
    private readonly EdgeClock _clock;
    private readonly Func<string?> _defaultInterface;
    private readonly ILogger _logger;
    private readonly long? _limitBytes;
    private IUplinkSession? _session;
    private Action? _changed;
    private ITimer? _timer;
    private bool _sessionIsMetered;
    private bool _backupRaised;
    private BudgetStage _said;
    private long _backupAsRaisedSince;
    private long _keptAt;
    private DataBudget _kept;
    private volatile UplinkUse _use;

    public UplinkWatch(AgentConfig config, EventStore events, EdgeClock clock, Func<string?> defaultInterface, ILogger logger)
    {
        (_config, _events, _clock, _defaultInterface, _logger) = (config, events, clock, defaultInterface, logger);
        _limitBytes = config.Uplink.MonthlyBudgetMb * 1_000_000L;
        var raised = events.LoadRaised();
        _backupRaised = raised.Any(UplinkEvents.IsBackup);
        _said = UplinkEvents.StageOf(raised.FirstOrDefault(alert => alert is { Kind: UplinkEvents.Budget, Device: SelfEvents.Device }));
        _kept = DataBudget.Parse(events.Recall(Account));
        _keptAt = _backupAsRaisedSince = clock.Time.GetTimestamp();
        var month = _kept.Add(0, Month());
        var route = defaultInterface();
        _use = new UplinkUse(UplinkTerms.Of(config.Uplink, route, UplinkTerms.Free, month.Stage(_limitBytes) == BudgetStage.Spent), route, month, default);
        _sessionIsMetered = _use.Terms.Metered;
    }

    /// <summary>How things stand; any thread may ask.</summary>
    public UplinkUse Use => _use;

    /// <summary>Bytes that a month may cost; null for no limit.</summary>
    public long? LimitBytes => _limitBytes;

    /// <param name="session">Whose bytes count.</param>
    /// <param name="changed">Called now and whenever the terms have changed.</param>
    public void Start(IUplinkSession session, Action changed)
    {
        (_session, _changed) = (session, changed);
        changed();
        _timer = _clock.Time.CreateTimer(_ => Look(), null, TimeSpan.Zero, Interval);
    }

    /// <summary>A look at everything; a store that fails is tried again at the next.</summary>
    public void Look()
    {
        lock (_gate)
        {
            try
            {
                Count();
                Follow();
                SayBackup();
                SayBudget();
                Keep(KeepInterval);
            }
            catch (Exception error) when (error is SqliteException or ObjectDisposedException or InvalidOperationException)
            {
                _logger.LogWarning("what the uplink costs could not be stored: {Error}", error.Message);
            }
        }
    }

    /// <summary>No more looks; the account is written down.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_timer is not null) await _timer.DisposeAsync().ConfigureAwait(false);
        lock (_gate)
        {
            try
            {
                Count();
                Keep(TimeSpan.Zero);
            }
            catch (Exception error) when (error is SqliteException or ObjectDisposedException or InvalidOperationException)
            {
                _logger.LogWarning("the month's bytes could not be written down: {Error}", error.Message);
            }
        }
    }

    private void Count()
    {
        var use = _use;
        var traffic = _session?.Traffic ?? use.Traffic;
        var bytes = use.Terms.Metered ? (traffic - use.Traffic).Bytes : 0;
        _use = use with { Traffic = traffic, Month = use.Month.Add(bytes, Month()) };
    }

    private void Follow()
    {
        var use = _use;
        var route = _defaultInterface();
        var terms = UplinkTerms.Of(_config.Uplink, route, use.Terms, use.Month.Stage(_limitBytes) == BudgetStage.Spent);
        // A connection stays on the way on which it was made, also when that has become the dear one, or the dead one.
        var way = terms.Metered;
        if (way != _sessionIsMetered) _session?.Reconnect($"the default route has moved from {use.Interface ?? "nowhere"} to {route}");
        var justLeft = _sessionIsMetered && !way;
        _sessionIsMetered = way;
        // The backlog waits for the next look, when the dear connection is surely gone.
        if (justLeft) return;
        _use = use with { Terms = terms, Interface = route ?? use.Interface };
        if (terms != use.Terms) _changed?.Invoke();
        if (way != use.Terms.Metered)
            _logger.LogInformation("the uplink is {Kind} now ({Interface})", way ? "metered: only what matters leaves at once" : "free: all that waited goes", route ?? "no route");
    }

    private void SayBackup()
    {
        var isBackup = _use.Terms.Word == "backup";
        if (isBackup == _backupRaised)
        {
            _backupAsRaisedSince = _clock.Time.GetTimestamp();
            return;
        }

        if (_clock.Time.GetElapsedTime(_backupAsRaisedSince) < Debounce) return;
        _events.Commit([UplinkEvents.OfBackup(isBackup, _use.Interface, _clock)], []);
        (_backupRaised, _backupAsRaisedSince) = (isBackup, _clock.Time.GetTimestamp());
    }

    private void SayBudget()
    {
        var stage = _use.Month.Stage(_limitBytes);
        if (stage == _said) return;
        _events.Commit([UplinkEvents.OfBudget(stage, _use.Month, _limitBytes, _clock)], []);
        _said = stage;
        Keep(TimeSpan.Zero);
    }

    private void Keep(TimeSpan after)
    {
        if (_use.Month == _kept || _clock.Time.GetElapsedTime(_keptAt) < after) return;
        _events.Remember(Account, _use.Month.ToString());
        (_kept, _keptAt) = (_use.Month, _clock.Time.GetTimestamp());
    }

    // Until the time is known no month is over.
    private string? Month() => _clock.State == ClockState.Unsynced ? null : DataBudget.MonthOf(_clock.Now, _config.TimeZone);
}
