using EdgeNoc.Agent.Detection.Site;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection.Pon;

/// <summary>The PONs of one OLT from poll to poll: many ONUs that go together are one cause.</summary>
internal sealed class PonWatch
{
    private static readonly TimeSpan LeastWindow = TimeSpan.FromSeconds(60);

    /// <summary>Losses and an alert that was told a little later, perhaps by a run before this one.</summary>
    private static readonly TimeSpan RestoredWindow = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, PonAlert> _alerts = new(StringComparer.Ordinal);
    private readonly string _device;
    private readonly TimeSpan _window;
    private readonly int _upPolls;
    private readonly SiteWatch _site;
    private readonly Gaspers _gaspers;
    private readonly OltStart _start = new();

    /// <param name="device">The OLT.</param>
    /// <param name="interval">Its polls.</param>
    /// <param name="upPolls">So many in a row confirm that it is over.</param>
    /// <param name="site">What the POP's OLTs know together.</param>
    /// <param name="gaspers">Which ONUs can tell that their power goes.</param>
    public PonWatch(string device, TimeSpan interval, int upPolls, SiteWatch site, Gaspers gaspers)
    {
        (_device, _upPolls, _site, _gaspers) = (device, upPolls, site, gaspers);
        // Two polls, and what jitter adds to them.
        _window = interval * 2.2 > LeastWindow ? interval * 2.2 : LeastWindow;
    }

    /// <summary>Who is lost.</summary>
    public LossBook Book { get; private set; } = LossBook.Empty;

    /// <summary>What stood and who was lost when the agent stopped.</summary>
    public void Load(Known known, IReadOnlyCollection<EdgeEvent> raised)
    {
        foreach (var alert in raised.Where(alert => alert.Device == _device).Select(PonAlert.Restore).OfType<PonAlert>()) _alerts[alert.Pon] = alert;
        var told = raised.Where(alert => alert.Kind == EventKinds.OnuDown).ToDictionary(alert => alert.Entity, StringComparer.Ordinal);
        var losses = new Dictionary<EntityId, Loss>();
        foreach (var (key, held) in known.All)
        {
            if (held.Kind != EventKinds.OnuDown || !Slot.TryParse(key.Entity, out var slot)) continue;
            var stands = _alerts.TryGetValue(slot.Pon, out var alert) && held.Since >= alert.Since - RestoredWindow;
            if (!held.IsRaised && !stands) continue;
            var parent = told.TryGetValue(key.Entity, out var tells) ? tells.Labels.GetValueOrDefault("parent") : stands ? EntityOf(slot.Pon) : null;
            losses[key] = new Loss(key, slot.Pon, TimeSpan.MinValue, held.Since)
            {
                IsGasp = held.State == OnuRecord.Word(OnuStatus.PowerOff),
                CanGasp = _gaspers.Contains(held.Identity),
                Name = tells?.Labels.GetValueOrDefault("name"),
                DistanceM = tells?.Values.TryGetValue("distance_m", out var metres) == true ? (long)metres : null,
                Parent = parent,
                ToldParent = parent,
            };
        }

        Book = new LossBook(losses);
        _site.Restore(_device, losses.Values.Count(loss => loss.Parent == _site.Area));
    }

    /// <summary>The OLT did not answer: nothing is known of its PONs, and it may have started anew.</summary>
    public void Failed(TimeSpan now)
    {
        _start.Failed(now);
        foreach (var (pon, alert) in _alerts.Where(alert => alert.Value.CalmPolls > 0).ToList()) _alerts[pon] = alert with { CalmPolls = 0, CalmSince = null };
    }

    /// <summary>Looks at a poll: raises and clears what is about many ONUs, and says of each lost one what explains it.</summary>
    public LossBook Read(DetectionWork work, OnuList onus, Reading reading, Known known)
    {
        var now = work.Now;
        var views = Views(onus, reading, known, now);
        var ports = reading.Pons.Count == 0 ? null : reading.Pons.DistinctBy(pon => pon.Pon, StringComparer.Ordinal).ToDictionary(pon => pon.Pon, StringComparer.Ordinal);
        var cutoff = _start.Cutoff(now.Mono, _window, onus);
        var alerts = new Dictionary<string, PonAlert>(_alerts, StringComparer.Ordinal);
        var hit = Hit(work, views, alerts, cutoff);
        var losses = new Dictionary<EntityId, Loss>();
        var free = new List<(PonView Pon, IReadOnlyList<Loss> Losses)>();
        foreach (var view in views)
        {
            var lost = Follow(new PonStep(work, view, ports?.GetValueOrDefault(view.Pon), cutoff), alerts, hit);
            Keep(losses, view.Unconfirmed);
            if (alerts.ContainsKey(view.Pon)) Keep(losses, lost);
            else if (lost.Count > 0) free.Add((view, lost));
        }

        foreach (var lost in AreaOf(work, free, cutoff)) Keep(losses, lost);
        var book = losses.Count == 0 ? LossBook.Empty : new LossBook(losses);
        work.Then(() =>
        {
            Book = book;
            _site.Hit(hit, now.Mono);
            _alerts.Clear();
            foreach (var (pon, alert) in alerts) _alerts[pon] = alert;
        });
        return book;
    }

    /// <summary>Notes what was told about the ONUs themselves.</summary>
    public void Told(DetectionWork work, LossBook told) => work.Then(() => Book = told);

    private static string EntityOf(string pon) => $"pon/{pon}";

    /// <summary>The PONs of the poll, and those with an alert whose last ONU was taken out.</summary>
    private IReadOnlyList<PonView> Views(OnuList onus, Reading reading, Known known, Moment now)
    {
        var views = Book.Next(onus, reading.CompletePons, known, _gaspers.Contains, now);
        var empty = _alerts.Keys.Where(pon => reading.CompletePons?.Contains(pon) != false && !views.Any(view => view.Pon == pon)).Select(pon => new PonView(pon, 0, null, [], [], [], IsRead: true)).ToList();
        return empty.Count == 0 || reading.Onus.Count == 0 ? views : [.. views, .. empty];
    }

    /// <summary>The PONs that are hit by this poll.</summary>
    private List<EntityId> Hit(DetectionWork work, IReadOnlyList<PonView> views, Dictionary<string, PonAlert> alerts, TimeSpan? cutoff) =>
    [
        .. views.Where(view => view.IsRead && cutoff is not null && !alerts.ContainsKey(view.Pon) && KindOf(work, view, Fresh(view, cutoff.Value)) is not null)
            .Select(view => new EntityId(_device, EntityOf(view.Pon))),
    ];

    /// <summary>One PON: its alert in <paramref name="alerts"/> is as it is after this poll. The losses with what explains them.</summary>
    private IReadOnlyList<Loss> Follow(PonStep step, Dictionary<string, PonAlert> alerts, IReadOnlyCollection<EntityId> hit)
    {
        var (work, view, entity) = (step.Work, step.View, EntityOf(step.View.Pon));
        if (!view.IsRead) return view.Losses;
        if (!alerts.TryGetValue(view.Pon, out var held))
        {
            // An alert that is gone explains nothing any more.
            var losses = view.Losses.Select(loss => loss.Parent == entity ? loss with { Parent = null } : loss).ToList();
            if (step.Cutoff is not { } cutoff || KindOf(work, view, Fresh(view, cutoff)) is not { } kind) return losses;
            var members = losses.Select(loss => loss.At >= cutoff ? loss with { Parent = entity } : loss).ToList();
            alerts[view.Pon] = Begin(step, kind, [.. members.Where(loss => loss.Parent == entity)], _site.PonsHit(work.Now.Mono, hit, work.Now.Mono));
            return members;
        }

        var all = view.Losses.Select(loss => loss.Parent is null ? loss with { Parent = entity } : loss).ToList();
        IReadOnlyList<Loss> about = [.. all.Where(loss => loss.Parent == entity)];
        var pons = held.At is { } at ? Math.Max(held.Pons, _site.PonsHit(at, hit, work.Now.Mono)) : held.Pons;
        var next = PonAlertSteps.Next(step, held, about, pons, _upPolls);
        if (next is not null) alerts[view.Pon] = next;
        else alerts.Remove(view.Pon);
        return next is not null ? all : [.. all.Select(loss => loss.Parent == entity ? loss with { Parent = null } : loss)];
    }

    private static PonAlert Begin(PonStep step, string kind, IReadOnlyList<Loss> members, int pons)
    {
        var cause = PonRules.CauseOf(kind, members, pons, step.Port);
        var alert = new PonAlert(step.View.Pon, kind, step.Work.Now.Wall)
        {
            At = step.Work.Now.Mono,
            Cause = cause,
            FirstCause = cause,
            Lost = members.Count,
            Told = members.Count,
            Total = step.View.Total(step.Work.Now.Wall),
            Pons = Math.Max(1, pons),
            SilenceProves = PonRules.SilenceProves(members),
        };
        step.Raise(alert, members);
        return alert;
    }

    /// <summary>What no PON explains goes to the area: losses as they are after that.</summary>
    private IEnumerable<IReadOnlyList<Loss>> AreaOf(DetectionWork work, List<(PonView Pon, IReadOnlyList<Loss> Losses)> free, TimeSpan? cutoff)
    {
        if (free.Count == 0 && !_site.HasOutage && !_site.Remembers(_device)) return [];
        var part = AreaParts.Of(_device, free, _site.Area, work.Now, cutoff);
        var mayJoin = cutoff is not null && (!_site.HasOutage || _site.Joins(part, work.Now.Mono));
        var stands = _site.Take(work, _device, mayJoin ? part : part with { Gasps = 0, Burst = 0, Silent = 0 }, _upPolls);
        return free.Select(pon => AreaParts.Assign(pon.Losses, _site.Area, stands, mayJoin, work.Now.Mono));
    }

    private static string? KindOf(DetectionWork work, PonView view, List<Loss> fresh) => fresh.Count < PonRules.LeastOnus
        ? null
        : PonRules.KindOf(fresh, view.Total(work.Now.Wall), work.Rule(DetectedKinds.PonDown, EntityOf(view.Pon)), work.Rule(DetectedKinds.PonPartial, EntityOf(view.Pon)));

    private static List<Loss> Fresh(PonView view, TimeSpan cutoff) => [.. view.Losses.Where(loss => loss.At >= cutoff)];

    private static void Keep(Dictionary<EntityId, Loss> book, IReadOnlyList<Loss> losses)
    {
        foreach (var loss in losses) book[loss.Key] = loss;
    }
}
