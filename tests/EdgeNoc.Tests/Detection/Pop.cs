using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Detection;
using EdgeNoc.Agent.Detection.Boxes;
using EdgeNoc.Agent.Detection.Site;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Agent.Devices.MikroTik;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Polling;
using EdgeNoc.Agent.Thresholds;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Configuration;
using EdgeNoc.Tests.Devices;
using EdgeNoc.Tests.Polling;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Detection;

/// <summary>A POP of several devices from poller to event log, in time that a test sets: OLTs <c>olt-1</c>, <c>olt-2</c> … and a router <c>router-1</c>.</summary>
internal sealed class Pop
{
    private readonly Dictionary<string, PollPipeline> _pipelines = new(StringComparer.Ordinal);
    private readonly AgentConfig _config;

    /// <param name="olts">How many OLTs.</param>
    /// <param name="pons">PONs of each, <c>0/1</c> and on.</param>
    /// <param name="onus">ONUs of each PON.</param>
    /// <param name="thresholds">The site's.</param>
    public Pop(int olts = 1, int pons = 4, int onus = 32, ThresholdSet? thresholds = null)
    {
        var router = new DeviceConfig("router-1", Drivers.Find("mikrotik")!, TimeSpan.FromSeconds(30), new MikroTikOptions { User = "edgenoc", Password = TestSecret.Of("x") });
        Lines = [.. Enumerable.Range(1, olts).SelectMany(olt => Enumerable.Range(1, pons).SelectMany(pon => Enumerable.Range(1, onus).Select(onu => new Line(olt, pon, onu))))];
        _config = new AgentConfig
        {
            Site = "kdr-03", Name = "Kediri 03", Broker = new BrokerConfig([], null, null, null), Sha256 = "", Thresholds = thresholds ?? ThresholdSet.None,
            Devices = [.. Enumerable.Range(1, olts).Select(olt => new DeviceConfig($"olt-{olt}", Drivers.Find("hioso-epon")!, TimeSpan.FromSeconds(30), new HiosoEponOptions { Url = new Uri($"http://192.0.2.{olt}/") })), router],
        };
        Restart();
    }

    public AdjustableTime Time { get; } = new(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));

    public MemoryEventLog Log { get; } = new();

    /// <summary>Every customer's line.</summary>
    public IReadOnlyList<Line> Lines { get; }

    public bool AnswersPing { get; set; }

    public bool? AnswersPort { get; set; }

    public HeardWatch Heard { get; } = new();

    /// <summary>The lines of a PON.</summary>
    public IReadOnlyList<Line> On(int pon, int olt = 1) => [.. Lines.Where(line => line.Pon == pon && line.Olt == olt)];

    /// <summary>As after a restart of the agent: only what is stored is known.</summary>
    public void Restart()
    {
        var site = new SiteWatch(_config.Site, _config.Name, new ThresholdPolicy(_config.Thresholds, ThresholdSet.None), Log.LoadRaised());
        foreach (var device in _config.Devices)
        {
            var detector = new Detector(device, _config, site, () => TimeQuality.Synced, [.. Log.LoadStates().Where(state => state.Device == device.Id)], [.. Log.LoadRaised().Where(alert => alert.Device == device.Id)]);
            _pipelines[device.Id] = new PollPipeline(device, detector, new PollOutlets
            {
                Telemetry = new MemoryTelemetry(), Events = Log, Tables = new MemoryTables(), Time = Time, TimeQuality = () => TimeQuality.Synced, Logger = NullLogger.Instance, Watch = Heard,
                Pinger = new FakePinger((_, _) => new PingResult(3, AnswersPing ? 3 : 0, AnswersPing ? 1.5 : null)),
                Knock = (_, _, _) => Task.FromResult(AnswersPort),
            });
        }
    }

    /// <summary>30 s pass, and every OLT is polled. The events of that.</summary>
    public async Task<IReadOnlyList<string>> PollAsync(int times = 1)
    {
        for (var poll = 0; poll < times; poll++)
        {
            Pass(30);
            foreach (var olt in _pipelines.Keys.Where(id => id.StartsWith("olt", StringComparison.Ordinal))) await PollOltAsync(olt);
        }

        return Log.Take();
    }

    /// <summary>One OLT is polled now.</summary>
    public Task PollOltAsync(string olt, IReadOnlyList<PonRecord>? ports = null, DeviceRecord? box = null)
    {
        var onus = Lines.Where(line => $"olt-{line.Olt}" == olt && line.IsListed).Select(line => line.Record(Time.GetUtcNow())).ToList();
        return GiveAsync(olt, new PollResult.Read(new Reading { Onus = onus, Pons = ports ?? PonRecord.Summarise(onus), Device = box }));
    }

    /// <summary>The same with what is different about some of its ONUs.</summary>
    public Task PollOltAsync(string olt, Func<OnuRecord, OnuRecord> change)
    {
        var onus = Lines.Where(line => $"olt-{line.Olt}" == olt && line.IsListed).Select(line => change(line.Record(Time.GetUtcNow()))).ToList();
        return GiveAsync(olt, new PollResult.Read(new Reading { Onus = onus, Pons = PonRecord.Summarise(onus) }));
    }

    /// <summary>30 s pass, and a poll of a device fails.</summary>
    public async Task<IReadOnlyList<string>> FailAsync(PollErrorKind error, string device = "olt-1")
    {
        Pass(30);
        await GiveAsync(device, new PollResult.Failed(new PollError(error, "detail", "remedy")));
        return Log.Take();
    }

    /// <summary>30 s pass, and the router says this.</summary>
    public async Task<IReadOnlyList<string>> RouterAsync(Reading reading)
    {
        Pass(30);
        await GiveAsync("router-1", new PollResult.Read(reading));
        return Log.Take();
    }

    public void Pass(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>The last event of a kind.</summary>
    public EdgeEvent Last(string kind) => Log.All.Last(change => change.Kind == kind);

    public int Count(string kind, EventState state = EventState.Raised) => Log.All.Count(change => change.Kind == kind && change.State == state);

    private Task<TimeSpan?> GiveAsync(string device, PollResult result) => _pipelines[device].TakeAsync(result, TimeSpan.FromMilliseconds(340), TestContext.Current.CancellationToken);
}

/// <summary>What a device said by itself.</summary>
internal sealed class HeardWatch : IReadingWatch
{
    public TimeSpan? Ago { get; set; }

    public Reading See(string device, Reading reading, out TimeSpan? pollAgainIn)
    {
        pollAgainIn = null;
        return reading;
    }

    public TimeSpan? HeardAgo(string device) => Ago;
}

/// <summary>A customer's ONU: number <paramref name="Number"/> of its PON hangs 60 m farther out than the one before.</summary>
internal sealed record Line(int Olt, int Pon, int Number)
{
    private DateTimeOffset _online = new(2026, 11, 19, 5, 0, 0, TimeSpan.Zero);

    public OnuStatus Status { get; private set; } = OnuStatus.Up;

    public OnuReason? Reason { get; private set; }

    public bool IsListed { get; set; } = true;

    public double RxDbm { get; set; } = -21;

    public double? TempC { get; set; }

    public string Name => $"CLIENT-{Olt}{Pon}{Number:000}";

    public string Mac => $"FC:8E:5B:{Olt:X2}:{Pon:X2}:{Number:X2}";

    public string Entity => $"onu/0/{Pon}:{Number}";

    /// <summary>Its light goes, and nobody says why.</summary>
    public void Cut(OnuReason? reason = OnuReason.Timeout) => (Status, Reason) = (OnuStatus.Down, reason);

    /// <summary>Its power goes, and it says so.</summary>
    public void Gasp() => (Status, Reason) = (OnuStatus.PowerOff, OnuReason.DyingGasp);

    /// <summary>It registers at this time.</summary>
    public void Register(DateTimeOffset at) => (Status, Reason, _online) = (OnuStatus.Up, null, at);

    public OnuRecord Record(DateTimeOffset now) => new()
    {
        Pon = $"0/{Pon}",
        Onu = $"{Number}",
        Status = Status,
        Reason = Reason,
        Name = Name,
        Mac = Mac,
        RxDbm = Status == OnuStatus.Up ? RxDbm : null,
        TempC = Status == OnuStatus.Up ? TempC : null,
        DistanceM = Status == OnuStatus.Up ? 200 + (60 * Number) : null,
        OnlineS = Status == OnuStatus.Up ? (long)(now - _online).TotalSeconds : null,
    };
}

internal static class LineActions
{
    public static void Cut(this IEnumerable<Line> lines, OnuReason? reason = OnuReason.Timeout)
    {
        foreach (var line in lines) line.Cut(reason);
    }

    public static void Gasp(this IEnumerable<Line> lines)
    {
        foreach (var line in lines) line.Gasp();
    }

    public static void Register(this IEnumerable<Line> lines, DateTimeOffset at)
    {
        foreach (var line in lines) line.Register(at);
    }
}
