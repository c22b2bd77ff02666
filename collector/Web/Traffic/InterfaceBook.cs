using System.Collections.Concurrent;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Web.Traffic;

/// <summary>All ports and PONs of all sites as their last polls found them, fed by telemetry as it passes: full a minute after the collector started. A cache; nothing is decided by it.</summary>
internal sealed class InterfaceBook : ILineTap
{
    /// <summary>A broker without access rules must not be able to fill the memory.</summary>
    private const int MaxSites = 5_000;

    private readonly ConcurrentDictionary<string, SiteInterfaces> _sites = new(StringComparer.Ordinal);

    public void Hear(string site, ReadOnlySpan<byte> line, long timestampMs)
    {
        var isPon = line.StartsWith("pon,"u8);
        if (!isPon && !line.StartsWith("interface,"u8)) return;
        if (!_sites.TryGetValue(site, out var known))
        {
            if (_sites.Count >= MaxSites) return;
            known = _sites.GetOrAdd(site, static name => new SiteInterfaces(name));
        }

        known.Hear(line, isPon, timestampMs);
    }

    /// <summary>All of them, without those that nobody has told of for a day: they are no more.</summary>
    public IEnumerable<LiveInterface> All(long nowMs) => _sites.Values.SelectMany(site => site.All(nowMs));

    /// <summary>One; null: nothing was heard of it.</summary>
    public LiveInterface? Find(string site, string device, string name, bool isPon) =>
        _sites.GetValueOrDefault(site)?.All(0).FirstOrDefault(one => one.IsPon == isPon && one.Device == device && one.Name == name);
}

/// <summary>Those of one site.</summary>
internal sealed class SiteInterfaces(string site)
{
    /// <summary>More are not kept: a site is a POP, and no honest one has so many.</summary>
    public const int Max = 20_000;

    private const long DayMs = 86_400_000;

    private readonly Lock _gate = new();

    // By hashes of their tags, so that a line that passes makes no texts.
    private readonly Dictionary<(ulong Device, ulong Name, bool IsPon), LiveInterface> _all = [];
    private LiveInterface[]? _list;

    public LiveInterface[] All(long nowMs)
    {
        lock (_gate)
        {
            var gone = _all.Where(pair => nowMs - pair.Value.AtMs > DayMs).Select(pair => pair.Key).ToList();
            foreach (var key in gone) _all.Remove(key);
            if (gone.Count > 0) _list = null;
            return _list ??= [.. _all.Values];
        }
    }

    public void Hear(ReadOnlySpan<byte> line, bool isPon, long atMs)
    {
        var reader = new LineReader(line);
        ReadOnlySpan<byte> device = default, name = default;
        while (reader.ReadTag())
        {
            if (reader.Key.SequenceEqual("device"u8)) device = reader.Value;
            else if (reader.Key.SequenceEqual(isPon ? "pon"u8 : "interface"u8)) name = reader.Value;
        }

        if (device.IsEmpty || name.IsEmpty) return;
        var reading = InterfaceReading.Read(ref reader);
        var key = (SeriesHash.Of(device), SeriesHash.Of(name), isPon);
        lock (_gate)
        {
            if (!_all.TryGetValue(key, out var known))
            {
                if (_all.Count >= Max) return;
                _all[key] = known = new LiveInterface(site, Device(LineText.UnescapeKey(device)), LineText.UnescapeKey(name), isPon);
                _list = null;
            }

            known.Take(reading, atMs);
        }
    }

    /// <summary>The text that the device's other ports have already.</summary>
    private string Device(string id)
    {
        foreach (var one in _all.Values)
        {
            if (one.Device == id) return one.Device;
        }

        return id;
    }
}
