using System.Net;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Detection;
using EdgeNoc.Agent.Detection.Site;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Polling;
using EdgeNoc.Agent.Thresholds;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Devices;
using EdgeNoc.Tests.Polling;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Detection;

/// <summary>One config entry with its pipeline, fed poll by poll; every poll takes the clock 30 s further.</summary>
internal sealed class Workbench
{
    private readonly DeviceConfig _device;
    private readonly FakePinger _pinger;
    private PollPipeline _pipeline;

    public Workbench(DeviceConfig device, Func<int, bool>? answersPing = null)
    {
        _device = device;
        _pinger = new FakePinger((_, call) => answersPing?.Invoke(call) == true ? new PingResult(3, 3, 1.5) : new PingResult(3, 0, null));
        _pipeline = Start();
    }

    public static DeviceConfig Olt { get; } = new("olt-1", Drivers.Find("hioso-epon")!, TimeSpan.FromSeconds(30), new HiosoEponOptions { Url = new Uri("http://192.0.2.10/") });

    public static DeviceConfig Onts { get; } = new("onts", Drivers.Find("ping")!, TimeSpan.FromSeconds(30),
        new PingOptions { Targets = [new("ont-1", "Balai Desa", IPAddress.Loopback, null, null), new("ont-2", null, IPAddress.Loopback, null, null)] });

    public AdjustableTime Time { get; } = new(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));

    public MemoryTelemetry Telemetry { get; } = new();

    public MemoryEventLog Log { get; } = new();

    public MemoryTables Tables { get; } = new();

    public TimeQuality Quality { get; set; } = TimeQuality.Synced;

    public DeviceHealthSnapshot Health => _pipeline.Health;

    /// <summary>As after a restart of the agent: only what is stored is known.</summary>
    public void Restart() => _pipeline = Start();

    /// <param name="number">The slot, and whose it is unless <paramref name="owner"/> says otherwise.</param>
    /// <param name="status">How it is.</param>
    /// <param name="reason">Why it is down.</param>
    /// <param name="owner">Who is in the slot.</param>
    /// <param name="pon">On which PON.</param>
    public static OnuRecord Onu(int number, OnuStatus status = OnuStatus.Up, OnuReason? reason = null, int? owner = null, string pon = "0/1") => new()
    {
        Pon = pon,
        Onu = $"{number}",
        Status = status,
        Reason = reason,
        Name = $"CLIENT-{owner ?? number:000}",
        Mac = $"FC:8E:5B:2B:66:{owner ?? number:X2}",
        RxDbm = status == OnuStatus.Up ? -20 - (number % 6) : null,
        DistanceM = status == OnuStatus.Up ? 100 * number : null,
    };

    public Task<IReadOnlyList<string>> PollAsync(params OnuRecord[] onus) => TakeAsync(new PollResult.Read(new Reading { Onus = onus, Pons = PonRecord.Summarise(onus) }));

    public Task<IReadOnlyList<string>> ReadAsync(Reading reading) => TakeAsync(new PollResult.Read(reading));

    public Task<IReadOnlyList<string>> FailAsync(PollErrorKind kind) => TakeAsync(new PollResult.Failed(new PollError(kind, "detail", "remedy")));

    public Task<IReadOnlyList<string>> FailAsync(PollError error) => TakeAsync(new PollResult.Failed(error));

    public Task<IReadOnlyList<string>> PingAsync(params bool[] up) =>
        TakeAsync(new PollResult.Read(new Reading { Members = [.. ((PingOptions)_device.Options).Targets.Zip(up, (target, answers) => PingDriver.ToRecord(target, new PingResult(3, answers ? 3 : 0, answers ? 2.5 : null)))] }));

    /// <summary>The events of this poll.</summary>
    private async Task<IReadOnlyList<string>> TakeAsync(PollResult result)
    {
        Time.Advance(TimeSpan.FromSeconds(30));
        await _pipeline.TakeAsync(result, TimeSpan.FromMilliseconds(340), TestContext.Current.CancellationToken);
        return Log.Take();
    }

    private PollPipeline Start()
    {
        var config = new AgentConfig { Site = "kdr-03", Name = "Kediri 03", Broker = new BrokerConfig([], null, null, null), Sha256 = "", Devices = [_device] };
        var site = new SiteWatch(config.Site, config.Name, ThresholdPolicy.Default, Log.LoadRaised());
        var detector = new Detector(_device, config, site, () => Quality, Log.LoadStates(), Log.LoadRaised());
        return new PollPipeline(_device, detector, new PollOutlets { Telemetry = Telemetry, Events = Log, Tables = Tables, Pinger = _pinger, Time = Time, TimeQuality = () => Quality, Logger = NullLogger.Instance });
    }
}
