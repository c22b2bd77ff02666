using System.Collections.Concurrent;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Web.Live;

/// <summary>How all sites are now, in memory: fed by telemetry and tables as they pass, and at the start by the newest tables. A cache; nothing is decided by it.</summary>
internal sealed class LiveBook : ILineTap, ITableFollower
{
    /// <summary>A broker without access rules must not be able to fill the memory.</summary>
    private const int MaxSites = 5_000;

    private readonly ConcurrentDictionary<string, LiveSite> _sites = new(StringComparer.Ordinal);

    public IEnumerable<LiveSite> Sites => _sites.Values;

    public LiveSite? Find(string site) => _sites.GetValueOrDefault(site);

    /// <summary>The site's, made if it is new; null when there are too many.</summary>
    public LiveSite? Of(string site) =>
        _sites.TryGetValue(site, out var known) ? known : _sites.Count >= MaxSites ? null : _sites.GetOrAdd(site, static name => new LiveSite(name));

    public void Hear(string site, ReadOnlySpan<byte> line, long timestampMs)
    {
        if (line.StartsWith("onu,"u8)) Of(site)?.HearOnu(line, timestampMs);
        else if (line.StartsWith("device,"u8)) Of(site)?.HearDevice(line, timestampMs);
        else if (line.StartsWith("sessions,"u8)) Of(site)?.HearSessions(line, timestampMs);
        else if (line.StartsWith("agent "u8) || line.StartsWith("agent,"u8)) Of(site)?.HearAgent(line);
    }

    public void Follow(Db db, SiteTopic topic, TableMessage table, string json, DateTimeOffset now)
    {
        if (topic.Table == "onus") Take(topic.Site, topic.Device!, table, now);
    }

    /// <summary>An OLT's list.</summary>
    public void Take(string site, string device, TableMessage table, DateTimeOffset received) =>
        Of(site)?.TakeList(device, new TableRows(table).All, DbTime.Ms(TableTime.Of(table.At, received)));
}
