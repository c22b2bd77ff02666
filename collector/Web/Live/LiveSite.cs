using System.Collections.Frozen;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Web.Live;

/// <summary>What telemetry and tables say of one site now.</summary>
internal sealed class LiveSite(string site)
{
    /// <summary>More are not kept: a site is a POP, and no honest one has so many.</summary>
    public const int MaxOnus = 50_000;

    private const int MaxDevices = 5_000;

    private static readonly string[] Statuses = ["up", "down", "power_off", "los", "loop", "auth_failed", "unknown"];
    private static readonly string[] Reasons = ["dying_gasp", "timeout", "los", "onu_init", "olt_init", "rebooted", "admin", "auth_rejected", "deregistered", "loop", "other"];
    private static readonly FrozenSet<string> Counted = new[] { "pppoe", "ipoe", "hotspot" }.ToFrozenSet(StringComparer.Ordinal);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Device, string Pon, string Number), LiveOnu> _onus = [];
    private readonly Dictionary<ulong, LiveOnu> _bySeries = [];
    private readonly Dictionary<string, LiveDevice> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Device, string Service), long> _sessions = [];
    private readonly HourlyPeak _peak = new();
    private LiveOnu[]? _list;

    public string Site => site;

    /// <summary>Grows with each change.</summary>
    public long Version { get; private set; }

    /// <summary>The newest live line; 0: none since the start.</summary>
    public long HeardMs { get; private set; }

    /// <summary>How old the oldest is that waits at the agent; 0: nothing waits.</summary>
    public long OutboxOldestS { get; private set; }

    /// <summary>All ONUs, for reading; made anew when one came or went.</summary>
    public LiveOnu[] Onus
    {
        get
        {
            lock (_gate) return _list ??= [.. _onus.Values];
        }
    }

    public IReadOnlyList<LiveDevice> Devices
    {
        get
        {
            lock (_gate) return [.. _devices.Values.OrderBy(device => device.Kind == "ont").ThenBy(device => device.Device, StringComparer.Ordinal)];
        }
    }

    public LiveDevice? Device(string id)
    {
        lock (_gate) return _devices.GetValueOrDefault(id);
    }

    public LiveOnu? Onu(string device, string pon, string number)
    {
        lock (_gate) return _onus.GetValueOrDefault((device, pon, number));
    }

    /// <summary>Subscribers online now, and the most of the last 24 hours; null: no router told.</summary>
    public (long? Now, long? Peak) Sessions(long nowMs)
    {
        lock (_gate) return _sessions.Count == 0 ? (null, null) : (Online(), Math.Max(_peak.Most(nowMs), Online()));
    }

    /// <summary>The peaks of sessions by hour, to be kept over a restart.</summary>
    public IReadOnlyList<(long Hour, long Most)> Peaks()
    {
        lock (_gate) return [.. _peak.All()];
    }

    public void RestorePeak(long hour, long most)
    {
        lock (_gate) _peak.Restore(hour, most);
    }

    public void HearOnu(ReadOnlySpan<byte> line, long atMs)
    {
        var reader = new LineReader(line);
        string? device = null, pon = null, number = null;
        while (reader.ReadTag())
        {
        }

        var series = SeriesHash.Of(line[..reader.SeriesLength]);
        lock (_gate)
        {
            if (!_bySeries.TryGetValue(series, out var onu))
            {
                var tags = new LineReader(line);
                while (tags.ReadTag())
                {
                    if (tags.Key.SequenceEqual("device"u8)) device = LineText.UnescapeKey(tags.Value);
                    else if (tags.Key.SequenceEqual("pon"u8)) pon = LineText.UnescapeKey(tags.Value);
                    else if (tags.Key.SequenceEqual("onu"u8)) number = LineText.UnescapeKey(tags.Value);
                }

                if (device is null || pon is null || number is null || Add(device, pon, number) is not { } added) return;
                _bySeries[series] = onu = added;
            }

            HearOnu(ref reader, onu, atMs);
            (HeardMs, Version) = (Math.Max(HeardMs, atMs), Version + 1);
        }
    }

    public void HearDevice(ReadOnlySpan<byte> line, long atMs)
    {
        var reader = new LineReader(line);
        string? id = null, kind = null, vendor = null;
        while (reader.ReadTag())
        {
            if (reader.Key.SequenceEqual("device"u8)) id = LineText.UnescapeKey(reader.Value);
            else if (reader.Key.SequenceEqual("kind"u8)) kind = LineValues.Word(reader.Value, ["olt", "router", "bng", "ont"]);
            else if (reader.Key.SequenceEqual("vendor"u8)) vendor = LineText.UnescapeKey(reader.Value);
        }

        // The collector writes of announced work without a kind.
        if (id is null || kind is null) return;
        lock (_gate)
        {
            var known = _devices.GetValueOrDefault(id);
            if (known is null && _devices.Count >= MaxDevices) return;
            if (known?.AtMs > atMs) return;
            var device = new LiveDevice(id, kind, vendor ?? "") { Name = known?.Name, AtMs = atMs };
            _devices[id] = Read(ref reader, device);
            (HeardMs, Version) = (Math.Max(HeardMs, atMs), Version + 1);
        }
    }

    public void HearSessions(ReadOnlySpan<byte> line, long atMs)
    {
        var reader = new LineReader(line);
        string? device = null, service = null;
        while (reader.ReadTag())
        {
            if (reader.Key.SequenceEqual("device"u8)) device = LineText.UnescapeKey(reader.Value);
            else if (reader.Key.SequenceEqual("service"u8)) service = LineValues.Word(reader.Value, ["pppoe", "ipoe", "hotspot", "dhcp", "ppp_accounts", "wireless", "all"]);
        }

        if (device is null || service is null || !Counted.Contains(service)) return;
        while (reader.ReadField())
        {
            if (!reader.Key.SequenceEqual("active"u8) || LineValues.Count(reader.Value) is not { } active) continue;
            lock (_gate)
            {
                if (_sessions.Count >= MaxDevices && !_sessions.ContainsKey((device, service))) return;
                _sessions[(device, service)] = active;
                _peak.Note(Online(), atMs);
                Version++;
            }
        }
    }

    public void HearAgent(ReadOnlySpan<byte> line)
    {
        var reader = new LineReader(line);
        while (reader.ReadField())
        {
            if (!reader.Key.SequenceEqual("outbox_oldest_s"u8) || LineValues.Count(reader.Value) is not { } seconds) continue;
            lock (_gate)
            {
                if (OutboxOldestS != seconds) Version++;
                OutboxOldestS = seconds;
            }
        }
    }

    /// <summary>An OLT's newest list: who is in it is there, nobody else.</summary>
    public void TakeList(string device, IEnumerable<TableRow> rows, long atMs)
    {
        lock (_gate)
        {
            var listed = new HashSet<LiveOnu>();
            foreach (var row in rows)
            {
                var (pon, number) = (row.Text("pon"), row.Text("onu"));
                if (pon is null || number is null || Add(device, pon, number) is not { } onu) continue;
                listed.Add(onu);
                (onu.Name, onu.Mac, onu.Serial) = (row.Text("name"), row.Text("mac"), row.Text("serial"));
                onu.Take(row.Text("status") is { } status && Statuses.Contains(status, StringComparer.Ordinal) ? Statuses[Array.IndexOf(Statuses, status)] : "unknown", row.Text("reason"), atMs);
                onu.DistanceM = row.Count("distance_m") ?? onu.DistanceM;
                if (onu.IsUp && Level(row.Text("rx_dbm")) is { } rx) onu.RxDbm = rx;
            }

            foreach (var key in _onus.Where(pair => pair.Value.Device == device && !listed.Contains(pair.Value)).Select(pair => pair.Key).ToList()) _onus.Remove(key);
            foreach (var series in _bySeries.Where(pair => pair.Value.Device == device && !listed.Contains(pair.Value)).Select(pair => pair.Key).ToList()) _bySeries.Remove(series);
            _list = null;
            Version++;
        }
    }

    /// <summary>A device that the agent named, before anything was heard of it.</summary>
    public void Expect(string id, string kind)
    {
        lock (_gate)
        {
            if (_devices.Count < MaxDevices) _devices.TryAdd(id, new LiveDevice(id, kind, ""));
        }
    }

    private static double? Level(string? text) =>
        double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var rx) && rx is > -60 and < 20 ? rx : null;

    private static void HearOnu(ref LineReader reader, LiveOnu onu, long atMs)
    {
        string? status = null, reason = null;
        double? rx = null;
        while (reader.ReadField())
        {
            var key = reader.Key;
            var value = reader.Value;
            if (key.SequenceEqual("status"u8)) status = LineValues.Word(value, Statuses);
            else if (key.SequenceEqual("reason"u8)) reason = LineValues.Word(value, Reasons);
            else if (key.SequenceEqual("rx_dbm"u8)) rx = LineValues.Number(value);
            else if (key.SequenceEqual("distance_m"u8)) onu.DistanceM = LineValues.Count(value) ?? onu.DistanceM;
            else if (key.SequenceEqual("name"u8)) onu.Name = LineValues.Text(value, onu.Name);
            else if (key.SequenceEqual("mac"u8)) onu.Mac = LineValues.Text(value, onu.Mac);
            else if (key.SequenceEqual("serial"u8)) onu.Serial = LineValues.Text(value, onu.Serial);
        }

        if (status is not null) onu.Take(status, reason, atMs);
        if (rx is > -60 and < 20) onu.RxDbm = rx;
    }

    private static LiveDevice Read(ref LineReader reader, LiveDevice device)
    {
        while (reader.ReadField())
        {
            var key = reader.Key;
            var value = reader.Value;
            if (key.SequenceEqual("up"u8)) device = device with { IsUp = LineValues.Number(value) > 0 };
            else if (key.SequenceEqual("error"u8)) device = device with { Error = LineValues.Text(value, null) };
            else if (key.SequenceEqual("rtt_ms"u8)) device = device with { RttMs = LineValues.Number(value) };
            else if (key.SequenceEqual("cpu_pct"u8)) device = device with { CpuPct = LineValues.Number(value) };
            else if (key.SequenceEqual("temp_c"u8)) device = device with { TempC = LineValues.Number(value) };
            else if (key.SequenceEqual("lat"u8)) device = device with { Latitude = LineValues.Number(value) };
            else if (key.SequenceEqual("lon"u8)) device = device with { Longitude = LineValues.Number(value) };
            else if (key.SequenceEqual("uptime_s"u8)) device = device with { UptimeS = LineValues.Count(value) };
            else if (key.SequenceEqual("identity"u8) || key.SequenceEqual("name"u8)) device = device with { Name = LineValues.Text(value, device.Name) };
        }

        return device;
    }

    private LiveOnu? Add(string device, string pon, string number)
    {
        if (_onus.TryGetValue((device, pon, number), out var known)) return known;
        if (_onus.Count >= MaxOnus) return null;
        _list = null;
        return _onus[(device, pon, number)] = new LiveOnu(site, device, pon, number);
    }

    private long Online() => _sessions.Values.Sum();
}
