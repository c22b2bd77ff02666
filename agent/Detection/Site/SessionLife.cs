using EdgeNoc.Agent.Detection.Boxes;

namespace EdgeNoc.Agent.Detection.Site;

/// <summary>Whether the POP's subscribers are online though an OLT is silent: then it is its management that is down.</summary>
/// <remarks>Under the gate of <see cref="SiteWatch"/>. Sessions outlive a dead line for as long as the router goes on asking, mostly half a minute.</remarks>
internal sealed class SessionLife
{
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(30);

    /// <summary>Fewer ONUs would not be missed among the sessions.</summary>
    private const double LeastShare = 0.1;

    private readonly Dictionary<(string Device, string Service), (SessionSample Sample, double? Usual)> _sessions = [];
    private readonly Dictionary<string, int> _up = new(StringComparer.Ordinal);

    /// <summary>What a router has now, and what is usual for it.</summary>
    public void Note(string device, string service, SessionSample sample, double? usual) => _sessions[(device, service)] = (sample, usual);

    /// <summary>How many ONUs of an OLT were up when it last answered.</summary>
    public void NoteOnus(string olt, int up) => _up[olt] = up;

    /// <summary>Whether the sessions that would be lost with this OLT are there.</summary>
    /// <param name="olt">The OLT that does not answer.</param>
    /// <param name="silentSince">Since when, by the monotonic clock.</param>
    public bool ShowsAlive(string olt, TimeSpan silentSince)
    {
        var all = _up.Values.Sum();
        if (all == 0 || !_up.TryGetValue(olt, out var mine) || mine < all * LeastShare) return false;
        var share = (double)mine / all;
        // Half of them gone would be enough to doubt it.
        return _sessions.Values.Any(known => known.Usual is { } usual && known.Sample.At - silentSince >= Lingering && known.Sample.Active >= usual * (1 - (share / 2)));
    }
}
