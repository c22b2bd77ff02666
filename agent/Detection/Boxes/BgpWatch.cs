using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Config.Thresholds;

namespace EdgeNoc.Agent.Detection.Boxes;

/// <summary>BGP peers that were established and are not any more. One that an operator shut is not down, and one that is gone from the list is forgotten.</summary>
internal static class BgpWatch
{
    private const string Prefix = "bgp/";

    public static void See(DetectionWork work, Known known, IReadOnlyList<BgpPeerRecord> peers)
    {
        // A list that was not read is no list without peers.
        if (peers.Count == 0) return;
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var peer in peers)
        {
            var key = new EntityId(work.Device, $"{Prefix}{peer.Peer}");
            if (listed.Add(key.Entity)) work.See(key, StateOf(peer), peer, (now, _) => EventText.With(null, ("peer", now.Peer), ("state", now.State)).And(("as", now.As)));
        }

        foreach (var (key, held) in known.All)
        {
            if (!key.Entity.StartsWith(Prefix, StringComparison.Ordinal) || listed.Contains(key.Entity)) continue;
            if (held is { IsRaised: true, Kind: { } kind }) work.Clear(key, kind, work.Now.Wall - held.Since, EventText.With("removed", ("peer", key.Entity[Prefix.Length..])));
            work.Remove(key);
        }
    }

    internal static Observation StateOf(BgpPeerRecord peer) =>
        peer.Up == true ? new(Rules.Up, null)
        : peer.State?.Contains("Admin", StringComparison.OrdinalIgnoreCase) == true ? new(Rules.Disabled, null)
        : new(Rules.Down, DetectedKinds.BgpPeerDown);
}
