using System.Threading.Channels;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Polling;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Devices;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Polling;

public sealed class SchedulerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly AdjustableTime _time = new(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));
    private readonly MemoryTelemetry _telemetry = new();
    private readonly MemoryEventLog _log = new();

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
    public async Task Alerts_of_devices_that_left_the_config_are_cleared()
    {
        EdgeEvent Alert(string device) => new(Guid.NewGuid(), "ont.down", EventState.Raised, device, "device", Severity.Medium, _time.GetUtcNow(), null,
            new Dictionary<string, double>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal), TimeQuality.Synced);
        _log.Commit([Alert("gone-1"), Alert("olt-0"), Alert("site")], []);
        _log.Take();
        await using var scheduler = Start(new ScriptedDriver());
        Assert.Equal(["-ont.down gone-1 device"], _log.Take());
    }

    private Scheduler Start(params ScriptedDriver[] drivers)
    {
        var config = new AgentConfig
        {
            Site = "kdr-03",
            Name = "Kediri 03",
            Broker = new BrokerConfig([], null, null, null),
            Sha256 = "",
            Devices = [.. drivers.Select((driver, index) => new DeviceConfig($"olt-{index}", Definition(driver), TimeSpan.FromSeconds(30), new NoOptions()))],
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

    private sealed record NoOptions : IDriverOptions;

    /// <summary>Each poll waits for the test to end it.</summary>
    private sealed class ScriptedDriver : IDriver
    {
        private readonly Channel<TaskCompletionSource<PollResult>> _begun = Channel.CreateUnbounded<TaskCompletionSource<PollResult>>();
        private readonly TaskCompletionSource<PollResult> _released = new();
        private int _running;

        public int Begun { get; private set; }

        public int MostAtOnce { get; private set; }

        public int Waiting => _begun.Reader.Count;

        public async Task<TaskCompletionSource<PollResult>> BegunAsync() => await _begun.Reader.ReadAsync().AsTask().WaitAsync(Patience);

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
