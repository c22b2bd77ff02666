using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Tests.Wire;

public sealed class CatalogueTests
{
    [Theory]
    [InlineData("onu", "up", FieldType.Integer)]
    [InlineData("onu", "rx_dbm", FieldType.Float)]
    [InlineData("onu", "distance_m", FieldType.Integer)]
    [InlineData("onu", "online_s", FieldType.Integer)]
    [InlineData("onu", "deregisters", FieldType.Integer)]
    [InlineData("onu", "bias_ma", FieldType.Float)]
    [InlineData("onu", "reason", FieldType.Text)]
    [InlineData("device", "lat", FieldType.Float)]
    [InlineData("device", "rtt_ms", FieldType.Float)]
    [InlineData("device", "uptime_s", FieldType.Integer)]
    [InlineData("sensor", "value", FieldType.Float)]
    [InlineData("interface", "rx_bytes", FieldType.Integer)]
    [InlineData("interface", "rx_bps", FieldType.Integer)]
    [InlineData("interface", "util_pct", FieldType.Float)]
    [InlineData("agent", "rss_mb", FieldType.Float)]
    [InlineData("agent", "clock_state", FieldType.Text)]
    [InlineData("agent", "outbox_bytes", FieldType.Integer)]
    [InlineData("bgp_peer", "as", FieldType.Integer)]
    [InlineData("alert_event", "incident", FieldType.Integer)]
    public void A_field_has_the_type_of_the_design(string measurement, string field, FieldType type) =>
        Assert.Equal(type, Catalogue.Find(measurement)!.Fields.Single(definition => definition.Name == field).Type);

    [Fact]
    public void No_name_is_a_tag_and_a_field_of_one_measurement() =>
        Assert.All(Catalogue.All, measurement => Assert.Empty(measurement.Tags.Intersect(measurement.Fields.Select(field => field.Name), StringComparer.Ordinal)));

    /// <summary>Records with every property set, so that each field that they can write is seen.</summary>
    public static TheoryData<string> RecordNames =>
    [
        nameof(DeviceRecord), nameof(OnuRecord), nameof(PonRecord), nameof(InterfaceRecord), nameof(OpticRecord), nameof(SensorRecord), nameof(SessionsRecord), nameof(QueueRecord), nameof(IpPoolRecord),
    ];

    [Theory]
    [MemberData(nameof(RecordNames))]
    public void A_record_writes_exactly_the_fields_of_its_measurement(string name)
    {
        var sink = new RecordingSink();

        Full(name).WriteTo(sink);

        var measurement = Catalogue.Find(sink.Name)!;
        // Announced work is known to the collector alone, which writes it beside what agents poll.
        var polled = measurement.Fields.Where(field => (sink.Name, field.Name) != ("device", "maintenance"));
        Assert.Equal(polled.OrderBy(field => field.Name, StringComparer.Ordinal), sink.Fields.OrderBy(field => field.Name, StringComparer.Ordinal));
        Assert.Equal(measurement.Tags.Order(StringComparer.Ordinal), sink.Tags.Append("device").Order(StringComparer.Ordinal));
    }

    private static IPoint Full(string name) => name switch
    {
        nameof(DeviceRecord) => new DeviceRecord
        {
            Kind = "olt", Vendor = "hioso", Up = true, RttMs = 1, LossPct = 2, PollMs = 3, CpuPct = 4, MemUsedPct = 5, DiskUsedPct = 6, TempC = 7, UptimeS = 8,
            VoltageV = 9, Version = "10", Model = "11", Serial = "12", Identity = "13", Error = "14", Name = "15", Lat = 16, Lon = 17,
        },
        nameof(OnuRecord) => new OnuRecord
        {
            Pon = "0/1", Onu = "2", Status = OnuStatus.PowerOff, Reason = OnuReason.DyingGasp, RxDbm = 3, TxDbm = 4, OltRxDbm = 5, TempC = 6, VoltageV = 7, BiasMa = 8,
            DistanceM = 9, OnlineS = 10, Deregisters = 11, Auth = "12", Ctc = "13", Name = "14", Mac = "15", Serial = "16",
        },
        nameof(InterfaceRecord) => new InterfaceRecord
        {
            Interface = "ether1", Up = true, RxBps = 1, TxBps = 2, RxBytes = 3, TxBytes = 4, RxErrors = 5, TxErrors = 6, RxDrops = 7, TxDrops = 8, SpeedBps = 9, UtilPct = 10, LinkDowns = 11,
        },
        nameof(OpticRecord) => new OpticRecord { Interface = "sfp1", RxDbm = 1, TxDbm = 2, TempC = 3, VoltageV = 4, BiasMa = 5 },
        nameof(SensorRecord) => new SensorRecord { Sensor = "fan/1", Value = 1, Ok = true },
        nameof(SessionsRecord) => new SessionsRecord { Service = "pppoe", Active = 1, Total = 2, Offline = 3, Disabled = 4, Peak = 5, Authenticated = 6, Max = 7 },
        nameof(QueueRecord) => new QueueRecord { Queue = "dedicated-1", InBps = 1, OutBps = 2, InDrops = 3, OutDrops = 4 },
        nameof(IpPoolRecord) => new IpPoolRecord { Pool = "residential", Total = 1, Used = 2, Free = 3, Conflict = 4, UsedPct = 5 },
        _ => new PonRecord
        {
            Pon = "0/1", Total = 1, Online = 2, Offline = 3, PowerOff = 4, Los = 5, RxAvgDbm = 6, RxMinDbm = 7, Weak = 8, TxDbm = 9, TempC = 10, InBps = 11, OutBps = 12,
        },
    };

    private sealed class RecordingSink : IPointSink
    {
        public string Name { get; private set; } = "";

        public List<string> Tags { get; } = [];

        public List<FieldDefinition> Fields { get; } = [];

        public void Measurement(string name) => Name = name;

        public void Tag(string key, string? value) => Tags.Add(key);

        public void Field(string key, long? value) => Fields.Add(new FieldDefinition(key, FieldType.Integer));

        public void Field(string key, double? value) => Fields.Add(new FieldDefinition(key, FieldType.Float));

        public void Field(string key, string? value) => Fields.Add(new FieldDefinition(key, FieldType.Text));
    }
}
