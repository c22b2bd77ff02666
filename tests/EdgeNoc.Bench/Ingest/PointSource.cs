using System.Buffers;
using System.Globalization;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Telemetry;
using EdgeNoc.Rig;

namespace EdgeNoc.Bench.Ingest;

/// <summary>A message as an agent forms it.</summary>
internal sealed record Batch(string Site, ReadOnlyMemory<byte> Payload, int Lines);

/// <summary>The points of the benchmark: 2,000 ONUs at 10 sites, 250 polls each, 5 fields; no two points are alike.</summary>
internal static class PointSource
{
    public const int Sites = 10;
    public const int OnusPerSite = 200;
    public const int Polls = 250;
    public const int Points = Sites * OnusPerSite * Polls;
    public const int LinesPerBatch = 1_000;

    private const int PollIntervalMs = 30_000;
    private const int PollsPerBatch = LinesPerBatch / OnusPerSite;

    public static string Site(int site) => string.Create(CultureInfo.InvariantCulture, $"pop-{site:00}");

    /// <summary>All points as gzip messages of 1,000 lines, site by site in the order of time, without the site tag.</summary>
    /// <param name="lastPoll">The time of the last poll.</param>
    public static IReadOnlyList<Batch> Batches(DateTimeOffset lastPoll)
    {
        var batches = new List<Batch>();
        for (var poll = 0; poll < Polls; poll += PollsPerBatch)
        {
            for (var site = 0; site < Sites; site++) batches.Add(MakeBatch(site, poll, lastPoll));
        }

        return batches;
    }

    /// <summary>The same points as they stand in the database, in plain bodies.</summary>
    public static IReadOnlyList<byte[]> Bodies(DateTimeOffset lastPoll, int linesPerBody)
    {
        var bodies = new List<byte[]>();
        var output = new ArrayBufferWriter<byte>();
        var writer = new LineWriter(output);
        for (var poll = 0; poll < Polls; poll++)
        {
            for (var site = 0; site < Sites; site++)
            {
                for (var onu = 0; onu < OnusPerSite; onu++)
                {
                    writer.Write(new TaggedPoint(Onu(site, onu, poll), Site(site)), TimeMs(poll, lastPoll));
                    if (writer.Lines % linesPerBody != 0) continue;
                    bodies.Add(output.WrittenSpan.ToArray());
                    output.ResetWrittenCount();
                }
            }
        }

        return bodies;
    }

    private static Batch MakeBatch(int site, int firstPoll, DateTimeOffset lastPoll)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new LineWriter(output) { ConstantTag = ("device", "olt-1") };
        for (var poll = firstPoll; poll < firstPoll + PollsPerBatch; poll++)
        {
            for (var onu = 0; onu < OnusPerSite; onu++) writer.Write(Onu(site, onu, poll), TimeMs(poll, lastPoll));
        }

        return new Batch(Site(site), GzipPayload.Of(output.WrittenSpan), writer.Lines);
    }

    private static OnuRecord Onu(int site, int onu, int poll) => new()
    {
        Pon = string.Create(CultureInfo.InvariantCulture, $"0/{onu / 64}"),
        Onu = (onu % 64).ToString(CultureInfo.InvariantCulture),
        Status = OnuStatus.Up,
        RxDbm = -15 - (((onu * 7) + (poll * 13) + site) % 1_300 / 100.0),
        TxDbm = 2 + (((onu * 3) + (poll * 5)) % 90 / 100.0),
        DistanceM = 300 + (((onu * 17) + site) % 9_000),
    };

    private static long TimeMs(int poll, DateTimeOffset lastPoll) => lastPoll.ToUnixTimeMilliseconds() - ((long)(Polls - 1 - poll) * PollIntervalMs);

    /// <summary>A point with the tags that the collector adds.</summary>
    private sealed record TaggedPoint(OnuRecord Onu, string Site) : IPoint
    {
        public void WriteTo(IPointSink sink) => Onu.WriteTo(new Tagging(sink, Site));
    }

    private sealed class Tagging(IPointSink sink, string site) : IPointSink
    {
        private bool _tagged;

        public void Measurement(string name)
        {
            sink.Measurement(name);
            sink.Tag("device", "olt-1");
        }

        public void Tag(string key, string? value) => sink.Tag(key, value);

        public void Field(string key, long? value) => Tagged().Field(key, value);

        public void Field(string key, double? value) => Tagged().Field(key, value);

        public void Field(string key, string? value) => Tagged().Field(key, value);

        private IPointSink Tagged()
        {
            if (!_tagged) sink.Tag("site", site);
            _tagged = true;
            return sink;
        }
    }
}
