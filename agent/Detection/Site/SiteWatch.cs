using EdgeNoc.Agent.Outbox;
using EdgeNoc.Agent.Thresholds;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection.Site;

/// <summary>What no device of a POP can tell alone: a power cut over several OLTs, several PONs hit at once, sessions that live though their OLT is silent.</summary>
/// <remarks>Everything under <see cref="Gate"/>, which a poll holds from its detection until its events are on disk: two OLTs that see the same power cut raise it once.</remarks>
internal sealed class SiteWatch
{
    /// <summary>PONs that are hit no farther apart than this are hit at once: one round of polls.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(2);

    /// <summary>So long after the last one an ONU still joins a power cut.</summary>
    private static readonly TimeSpan JoinsWithin = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, AreaPart> _parts = new(StringComparer.Ordinal);
    private readonly Dictionary<EntityId, TimeSpan> _hits = [];
    private readonly EntityId _key;
    private readonly string _name;
    private readonly KindRule _rule;
    private AreaAlert? _area;

    /// <param name="site">The site's id.</param>
    /// <param name="name">Its name for people.</param>
    /// <param name="policy">The site's own thresholds.</param>
    /// <param name="raised">Alerts of device <c>site</c> that stand.</param>
    public SiteWatch(string site, string name, ThresholdPolicy policy, IEnumerable<EdgeEvent> raised)
    {
        _key = new EntityId("site", $"area/{site}");
        (_name, _rule) = (name, policy.For(DetectedKinds.AreaPowerOutage, _key.Entity));
        _area = AreaAlert.Restore(raised.FirstOrDefault(alert => alert.Kind == DetectedKinds.AreaPowerOutage && alert.Entity == _key.Entity));
    }

    public Lock Gate { get; } = new();

    /// <summary>The entity of a power cut here, and the parent of its ONUs.</summary>
    public string Area => _key.Entity;

    public bool HasOutage => _area is not null;

    /// <summary>Whether this OLT had a part in what was judged last.</summary>
    public bool Remembers(string device) => _parts.TryGetValue(device, out var part) && part.Down > 0;

    public SessionLife Sessions { get; } = new();

    /// <summary>An OLT's part as it was when the agent stopped.</summary>
    public void Restore(string device, int members) => _parts[device] = new AreaPart(TimeSpan.MinValue) { MemberGasps = members };

    /// <summary>How many PONs were hit around a time.</summary>
    public int PonsHit(TimeSpan around, IReadOnlyCollection<EntityId> now, TimeSpan at) =>
        _hits.Where(hit => !now.Contains(hit.Key)).Count(hit => (hit.Value - around).Duration() <= AtOnce) + ((at - around).Duration() <= AtOnce ? now.Count : 0);

    /// <summary>Remembers that PONs were hit.</summary>
    public void Hit(IReadOnlyCollection<EntityId> pons, TimeSpan at)
    {
        foreach (var old in _hits.Where(hit => at - hit.Value > TimeSpan.FromHours(1)).Select(hit => hit.Key).ToList()) _hits.Remove(old);
        foreach (var pon in pons) _hits[pon] = at;
    }

    /// <summary>Whether an ONU that sends its gasp now belongs to the power cut that stands.</summary>
    public bool Joins(AreaPart part, TimeSpan now) => _area is { } area && (now - area.Joined <= JoinsWithin || AreaRules.IsOutage([part], _rule));

    /// <summary>Takes an OLT's part; the events go into the work, and what is held changes once they are stored.</summary>
    /// <returns>Whether there is a power cut after this poll.</returns>
    public bool Take(DetectionWork work, string device, AreaPart part, int upPolls)
    {
        var parts = new Dictionary<string, AreaPart>(_parts, StringComparer.Ordinal) { [device] = part };
        var next = _area is null ? Begin(work, parts.Values, part.At) : Follow(work, _area, parts.Values, part, upPolls);
        work.Then(() =>
        {
            _parts[device] = part;
            _area = next;
        });
        return next is not null;
    }

    private AreaAlert? Begin(DetectionWork work, IEnumerable<AreaPart> all, TimeSpan now)
    {
        // What an OLT said before it fell silent is no news.
        var parts = all.Where(part => part.At > TimeSpan.MinValue && now - part.At <= AreaRules.Window).ToList();
        if (!AreaRules.IsOutage(parts, _rule)) return null;
        var area = Describe(new AreaAlert(work.Now.Wall) { Cause = "" }, parts, now);
        work.Add(_key, DetectedKinds.AreaPowerOutage, EventState.Raised, area.Raised(_name, parts), _rule);
        return area;
    }

    private AreaAlert? Follow(DetectionWork work, AreaAlert held, Dictionary<string, AreaPart>.ValueCollection parts, AreaPart news, int upPolls)
    {
        var down = parts.Sum(part => part.Down);
        if (down <= held.Lost * _rule.Clear / 100)
        {
            var since = held.CalmSince ?? work.Now.Wall;
            if (held.CalmPolls + 1 < upPolls * Math.Max(1, parts.Count)) return held with { CalmPolls = held.CalmPolls + 1, CalmSince = since };
            work.Clear(_key, DetectedKinds.AreaPowerOutage, since - held.Since, held.Cleared(_name, parts), _rule);
            return null;
        }

        var area = news.Gasps + news.Silent == 0 ? held with { CalmPolls = 0, CalmSince = null } : Describe(held with { CalmPolls = 0, CalmSince = null }, parts, news.At);
        if (area.Cause == held.Cause && down < held.Told * 2) return area with { Told = held.Told };
        work.Add(_key, DetectedKinds.AreaPowerOutage, EventState.Raised, area.Raised(_name, parts), _rule);
        return area with { Told = down };
    }

    private static AreaAlert Describe(AreaAlert area, IReadOnlyCollection<AreaPart> parts, TimeSpan now)
    {
        var down = parts.Sum(part => part.Down);
        var (gasps, silent) = (Math.Max(area.Gasps, parts.Sum(part => part.AllGasps)), Math.Max(area.Silent, parts.Sum(part => part.AllSilent)));
        return area with
        {
            Cause = AreaRules.CauseOf(gasps, silent),
            Lost = Math.Max(area.Lost, down),
            Told = down,
            Total = Math.Max(area.Total, parts.Sum(part => part.Total)),
            Pons = Math.Max(area.Pons, parts.SelectMany(part => part.Places).Distinct(StringComparer.Ordinal).Count()),
            Gasps = gasps,
            Silent = silent,
            Joined = now,
        };
    }
}
