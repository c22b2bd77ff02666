using System.Threading.Channels;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Polling;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Configuration;
using EdgeNoc.Tests.Devices;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Polling;

public sealed class SchedulerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly AdjustableTime _time = new(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));
    private readonly MemoryTelemetry _telemetry = new();
    private readonly MemoryEventLog _log = new();
    private ThresholdSet _thresholds = ThresholdSet.None;

    [Fact]
    public async Task A_device_that_hangs_delays_no_other_and_is_not_polled_on_top_of_itself()
    {
        var hangs = new ScriptedDriver();
        var works = new ScriptedDriver();
        await using var scheduler = Start(hangs, works);
        await _time.TimersAsync(2);
        _time.Advance(TimeSpan.FromSeconds(2));
        await hangs.BegunAsync();
        for (var poll = 0; poll < 5; poll++)
        {
            var begun = await works.BegunAsync();
            begun.SetResult(new PollResult.Read(new Reading()));
            await _time.TimersAsync(1);
            _time.Advance(TimeSpan.FromSeconds(32));
        }

        Assert.Equal(0, hangs.Waiting);
        Assert.Equal((1, 1), (hangs.Begun, hangs.MostAtOnce));
        hangs.Release();
        works.Release();
    }

    [Fact]
    public async Task A_stop_waits_for_the_poll_under_way_and_keeps_its_result()
    {
        var driver = new ScriptedDriver();
        await using var scheduler = Start(driver);
        await _time.TimersAsync(1);
        _time.Advance(TimeSpan.FromSeconds(2));
        var poll = await driver.BegunAsync();

        var stopped = scheduler.StopAsync();
        Assert.False(stopped.IsCompleted);
        poll.SetResult(new PollResult.Read(new Reading()));
        await stopped.WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.True(Assert.IsType<DeviceRecord>(Assert.Single(_telemetry.Points).Point).Up);
    }

    [Fact]
    public async Task A_stop_gives_up_a_poll_that_takes_longer_than_ten_seconds()
    {
        var driver = new ScriptedDriver();
        await using var scheduler = Start(driver);
        await _time.TimersAsync(1);
        _time.Advance(TimeSpan.FromSeconds(2));
        await driver.BegunAsync();
        var stopped = scheduler.StopAsync();
        await _time.TimersAsync(1);
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(stopped.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await stopped.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Empty(_telemetry.Points);
    }

    [Fact]
    public async Task A_driver_that_throws_is_a_failed_poll_and_goes_on()
    {
        var driver = new ScriptedDriver();
        await using var scheduler = Start(driver);
        await _time.TimersAsync(1);
        _time.Advance(TimeSpan.FromSeconds(2));
        (await driver.BegunAsync()).SetException(new InvalidOperationException("a bug"));
        await _time.TimersAsync(1);
        Assert.Equal("parse_failed", Assert.Single(scheduler.Health).Health);
        _time.Advance(TimeSpan.FromSeconds(32));
        (await driver.BegunAsync()).SetResult(new PollResult.Read(new Reading()));
        await _time.TimersAsync(1);
        Assert.Equal("ok", Assert.Single(scheduler.Health).Health);
    }

    [Fact]
    public async Task A_poll_that_is_wanted_soon_comes_soon_to_that_device_alone_and_never_on_top_of_another()
    {
        var first = new ScriptedDriver();
        var second = new ScriptedDriver();
        await using var scheduler = Start(first, second);
        await _time.TimersAsync(2);
        _time.Advance(TimeSpan.FromSeconds(2));
        (await first.BegunAsync()).SetResult(new PollResult.Read(new Reading()));
        (await second.BegunAsync()).SetResult(new PollResult.Read(new Reading()));
        await _time.TimersAsync(2);

        Assert.False(scheduler.PollSoon("olt-9", TimeSpan.FromSeconds(3)));
        Assert.True(scheduler.PollSoon("olt-1", TimeSpan.FromSeconds(3)));
        await _time.TimersAsync(2);
        _time.Advance(TimeSpan.FromSeconds(3));
        var poll = await second.BegunAsync();
        scheduler.PollSoon("olt-1", TimeSpan.Zero);
        Assert.Equal((0, 1), (first.Waiting, second.MostAtOnce));
        poll.SetResult(new PollResult.Read(new Reading()));
        await _time.TimersAsync(2);
        _time.Advance(TimeSpan.FromSeconds(1.5));
        (await second.BegunAsync()).SetResult(new PollResult.Read(new Reading()));
        Assert.Equal((0, 3, 1), (first.Waiting, second.Begun, second.MostAtOnce));
    }

    [Fact]
    public async Task A_paused_device_is_polled_for_a_person_alone_and_the_pause_is_seen()
    {
        var driver = new ScriptedDriver();
        await using var scheduler = Start(driver);
        Assert.False(scheduler.Pause("olt-9", TimeSpan.FromMinutes(30)));
        Assert.True(scheduler.Pause("olt-0", TimeSpan.FromMinutes(30)));
        await _time.TimersAsync(1);
        _time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal((0, _time.GetUtcNow().AddMinutes(1), true), (driver.Begun, Assert.Single(scheduler.Health).PausedUntil, scheduler.IsOnTime));

        var asked = scheduler.PollNowAsync("olt-0", TestContext.Current.CancellationToken);
        (await driver.BegunAsync()).SetResult(new PollResult.Read(new Reading()));
        await asked.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await _time.TimersAsync(1);
        Assert.True(scheduler.Pause("olt-0", TimeSpan.Zero));
        Assert.Null(Assert.Single(scheduler.Health).PausedUntil);
        await _time.TimersAsync(1);
        _time.Advance(TimeSpan.FromSeconds(32));
        (await driver.BegunAsync()).SetResult(new PollResult.Read(new Reading()));
    }

    [Fact]
    public async Task A_person_who_asks_is_given_fresh_levels_and_not_more_often_than_every_20_seconds()
    {
        var driver = new ScriptedDriver();
        await using var scheduler = Start(driver);
        await _time.TimersAsync(1);
        _time.Advance(TimeSpan.FromSeconds(2));
        (await driver.BegunAsync()).SetResult(new PollResult.Read(new Reading()));
        foreach (var (wait_s, levels) in new[] { (2.0, 1), (10, 1), (20, 2) })
        {
            await _time.TimersAsync(1);
            _time.Advance(TimeSpan.FromSeconds(wait_s));
            var asked = scheduler.PollNowAsync("olt-0", TestContext.Current.CancellationToken);
            (await driver.BegunAsync()).SetResult(new PollResult.Read(new Reading()));
            await asked.WaitAsync(Patience, TestContext.Current.CancellationToken);
            Assert.Equal(levels, driver.LevelsAsked);
        }
    }

    [Fact]
    public async Task A_refused_password_is_tried_twice_and_then_hourly_or_as_soon_as_it_is_changed()
    {
        var password = TestSecret.Of("wrong");
        var driver = new ScriptedDriver();
        await using var scheduler = Start(new NoOptions { Password = password }, driver);
        await _time.TimersAsync(1);
        _time.Advance(TimeSpan.FromSeconds(2));
        for (var login = 0; login < 2; login++)
        {
            (await driver.BegunAsync()).SetResult(Refused);
            // Its own turn, and the look at the file.
            await _time.TimersAsync(2);
            _time.Advance(TimeSpan.FromSeconds(32));
        }

        _time.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal(2, driver.Begun);
        File.WriteAllText(password.File!, "right at last\n");
        _time.Advance(TimeSpan.FromSeconds(15));
        (await driver.BegunAsync()).SetResult(new PollResult.Read(new Reading()));
        await WaitFor.TrueAsync(() => scheduler.Health[0].Health == "ok", Patience, "the answer");
    }

    [Fact]
    public async Task Alerts_of_kinds_that_were_switched_off_are_cleared_and_those_of_the_site_stand()
    {
        EdgeEvent Alert(string kind, string device, string entity) => new(Guid.NewGuid(), kind, EventState.Raised, device, entity, Severity.Low, _time.GetUtcNow(), null,
            new Dictionary<string, double>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal), TimeQuality.Synced);
        _log.Commit([Alert("onu.rx_low", "olt-0", "onu/0/1:3"), Alert("onu.rx_low", "olt-0", "onu/0/1:4"), Alert("agent.disk_low", "site", "agent")], []);
        _log.Take();
        var off = new Dictionary<string, Threshold>(StringComparer.Ordinal) { ["onu.rx_low"] = new(IsOff: true) };
        _thresholds = new ThresholdSet(new Dictionary<string, Threshold>(StringComparer.Ordinal), [new EntityThresholds("onu/*:4", off)]);
        await using var scheduler = Start(new ScriptedDriver());
        Assert.Equal(["-onu.rx_low olt-0 onu/0/1:4"], _log.Take());
        Assert.Equal("switched_off", _log.All[^1].Reason);
    }

    [Fact]
    public async Task Alerts_of_devices_that_left_the_config_are_cleared()
    {
        EdgeEvent Alert(string device) => new(Guid.NewGuid(), "ont.down", EventState.Raised, device, "device", Severity.Medium, _time.GetUtcNow(), null,
            new Dictionary<string, double>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal), TimeQuality.Synced);
        _log.Commit([Alert("gone-1"), Alert("olt-0"), Alert("site")], []);
        _log.Take();
        await using var scheduler = Start(new ScriptedDriver());
        Assert.Equal(["-ont.down gone-1 device"], _log.Take());
    }

    private static PollResult Refused => new PollResult.Failed(new PollError(PollErrorKind.AuthFailed, "refused", "remedy"));

    private Scheduler Start(params ScriptedDriver[] drivers) => Start(new NoOptions(), drivers);

    private Scheduler Start(NoOptions options, params ScriptedDriver[] drivers)
    {
        var config = new AgentConfig
        {
            Site = "kdr-03",
            Name = "Kediri 03",
            Broker = new BrokerConfig([], null, null, null),
            Sha256 = "",
            Devices = [.. drivers.Select((driver, index) => new DeviceConfig($"olt-{index}", Definition(driver), TimeSpan.FromSeconds(30), options))],
            Thresholds = _thresholds,
        };
        var outlets = new PollOutlets
        {
            Telemetry = _telemetry,
            Events = _log,
            Tables = new MemoryTables(),
            Pinger = new FakePinger((_, _) => new PingResult(3, 0, null)),
            Time = _time,
            TimeQuality = () => TimeQuality.Synced,
            Logger = NullLogger.Instance,
        };
        var scheduler = new Scheduler(config, outlets, new Random(3));
        scheduler.Start();
        return scheduler;
    }

    private static DriverDefinition Definition(IDriver driver) => new() { Name = "scripted", Kind = "olt", ReadOptions = _ => new NoOptions(), Create = (_, _) => driver };

    private sealed record NoOptions : IDriverOptions
    {
        public SecretSource? Password { get; init; }
    }

    /// <summary>Each poll waits for the test to end it.</summary>
    private sealed class ScriptedDriver : IDriver, ILevelKeeper
    {
        private readonly Channel<TaskCompletionSource<PollResult>> _begun = Channel.CreateUnbounded<TaskCompletionSource<PollResult>>();
        private readonly TaskCompletionSource<PollResult> _released = new();
        private int _running;

        public int Begun { get; private set; }

        public int MostAtOnce { get; private set; }

        public int LevelsAsked { get; private set; }

        public int Waiting => _begun.Reader.Count;

        public async Task<TaskCompletionSource<PollResult>> BegunAsync() => await _begun.Reader.ReadAsync().AsTask().WaitAsync(Patience);

        public void ReadLevelsNext() => LevelsAsked++;

        /// <summary>Ends every poll that is left.</summary>
        public void Release() => _released.TrySetResult(new PollResult.Read(new Reading()));

        public async Task<PollResult> PollAsync(CancellationToken cancellationToken)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _running));
            Begun++;
            var poll = new TaskCompletionSource<PollResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            _begun.Writer.TryWrite(poll);
            try
            {
                return await (await Task.WhenAny(poll.Task, _released.Task).WaitAsync(cancellationToken));
            }
            finally
            {
                Interlocked.Decrement(ref _running);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
