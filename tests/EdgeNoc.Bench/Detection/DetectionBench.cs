using System.Diagnostics;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Detection;
using EdgeNoc.Agent.Detection.Site;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Agent.Thresholds;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Bench.Detection;

/// <summary>What detection costs at each poll of an OLT with 2,048 ONUs, without the disk: while nothing happens, while all are dark, and in the poll that finds them dark.</summary>
internal static class DetectionBench
{
    private const int Onus = 2048;
    private const int Warmup = 200;
    private const int Rounds = 200;

    private static readonly DateTimeOffset Start = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);

    /// <summary>Prints a table and writes <c>var/bench/detection.json</c>.</summary>
    public static int Run()
    {
        var quiet = Measure(_ => OnuStatus.Up);
        var dark = Measure(poll => poll == 0 ? OnuStatus.Up : OnuStatus.PowerOff);
        BenchFile.Save("detection", $"One poll of {Onus} ONUs through detection", [
            ("quiet_ms", quiet.Ms, 5), ("quiet_alloc_mb", quiet.Mb, 2), ("dark_ms", dark.Ms, 5), ("dark_alloc_mb", dark.Mb, 4), ("cut_ms", Cut(), 100)]);
        return 0;
    }

    private static (double Ms, double Mb) Measure(Func<int, OnuStatus> status)
    {
        var plant = new Plant();
        for (var poll = 0; poll < Warmup; poll++) plant.Poll(poll, status(poll));
        var times = new double[Rounds];
        var allocated = 0L;
        for (var i = 0; i < Rounds; i++)
        {
            var reading = Plant.Reading(status(Warmup + i));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var began = Stopwatch.GetTimestamp();
            plant.Poll(Warmup + i, reading);
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Array.Sort(times);
        return (Math.Round(times[Rounds / 2], 3), Math.Round((double)allocated / Rounds / 1e6, 3));
    }

    /// <summary>The poll that tells it: 2,048 events, the median of a few.</summary>
    private static double Cut()
    {
        var times = new List<double>();
        for (var round = 0; round < 15; round++)
        {
            var plant = new Plant();
            plant.Poll(0, OnuStatus.Up);
            var reading = Plant.Reading(OnuStatus.PowerOff);
            var began = Stopwatch.GetTimestamp();
            plant.Poll(1, reading);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (plant.Events < Onus) throw new InvalidOperationException($"{plant.Events} events instead of {Onus} and more");
        }

        return Math.Round(times.Order().ElementAt(times.Count / 2), 2);
    }

    /// <summary>An OLT with 32 PONs of 64.</summary>
    private sealed class Plant : IEventLog
    {
        private readonly Detector _detector;

        public Plant()
        {
            var olt = new DeviceConfig("olt-1", HiosoEponDriver.Definition, TimeSpan.FromSeconds(30), new HiosoEponOptions { Url = new Uri("http://192.0.2.10/") });
            var config = new AgentConfig { Site = "kdr-03", Name = "Kediri 03", Broker = new BrokerConfig([], null, null, null), Sha256 = "", Devices = [olt] };
            _detector = new Detector(olt, config, new SiteWatch(config.Site, config.Name, ThresholdPolicy.Default, []), () => TimeQuality.Synced, [], []);
        }

        public int Events { get; private set; }

        public static Reading Reading(OnuStatus status) => new()
        {
            Onus = [.. Enumerable.Range(0, Onus).Select(number => new OnuRecord
            {
                Pon = $"0/{1 + (number / 64)}",
                Onu = $"{1 + (number % 64)}",
                Status = status,
                Reason = status == OnuStatus.Up ? null : OnuReason.DyingGasp,
                Name = $"CLIENT-{number:0000}",
                Mac = $"FC:8E:5B:00:{number / 256:X2}:{number % 256:X2}",
                RxDbm = status == OnuStatus.Up ? -21.5 : null,
                TempC = status == OnuStatus.Up ? 45 : null,
                DistanceM = status == OnuStatus.Up ? 300 + number : null,
                OnlineS = status == OnuStatus.Up ? 86_400 : null,
            })],
        };

        public void Poll(int poll, OnuStatus status) => Poll(poll, Reading(status));

        public void Poll(int poll, Reading reading)
        {
            var passed = TimeSpan.FromSeconds(30 * poll);
            _detector.Take(reading, new Moment(Start + passed, passed), this);
        }

        public IReadOnlyList<EntityState> LoadStates() => [];

        public IReadOnlyList<EdgeEvent> LoadRaised() => [];

        public void Commit(IReadOnlyList<EdgeEvent> events, IReadOnlyList<EntityState> states, IReadOnlyList<EntityId>? gone = null) => Events += events.Count;
    }
}
