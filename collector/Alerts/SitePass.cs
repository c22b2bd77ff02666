using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Alerts.Isolation;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts;

/// <summary>What all sites of one pass share; read once, and only when a stage asks.</summary>
internal sealed class Pass(Db db, AlertRules rules, DateTimeOffset now)
{
    private IReadOnlyList<ActiveSilence>? _silences;
    private People? _people;
    private Templates? _templates;
    private (bool IsRead, Alert? Alert) _isolation;

    public Db Db => db;

    public AlertRules Rules => rules;

    public DateTimeOffset Now => now;

    /// <summary>The silences, mutes and maintenance windows that run now.</summary>
    public IReadOnlyList<ActiveSilence> Silences => _silences ??= ActiveSilence.Of(SilenceStore.Standing(db), now);

    public People People => _people ??= PeopleStore.Read(db, rules);

    public Templates Templates => _templates ??= Templates.Of(db, now);

    /// <summary>The open <c>noc.isolated</c>: it hides sites that are silent.</summary>
    public Alert? Isolation
    {
        get
        {
            if (!_isolation.IsRead) _isolation = (true, IsolationWatch.Open(db));
            return _isolation.Alert;
        }
    }

    /// <summary>After the office's own alerts were dealt with.</summary>
    public void ForgetIsolation() => _isolation = default;
}

/// <summary>What the stages see of one site, and what they make of it: each sees what those before it did; it is written at the end, together.</summary>
internal sealed class SitePass
{
    private readonly SortedDictionary<long, Alert> _alerts = [];
    private readonly HashSet<long> _changed = [];
    private readonly SortedDictionary<long, Incident> _changedIncidents = [];
    private readonly List<Decided> _decided = [];

    public SitePass(Pass pass, string site)
    {
        (Pass, Site) = (pass, site);
        foreach (var alert in AlertStore.InQuestion(pass.Db, site)) _alerts[alert.Id] = alert;
        Incidents = IncidentStore.OpenOf(pass.Db, site);
    }

    public Pass Pass { get; }

    public string Site { get; }

    public Db Db => Pass.Db;

    public DateTimeOffset Now => Pass.Now;

    /// <summary>By age: what is open or waits here, and all that the open incidents hold.</summary>
    public IEnumerable<Alert> Alerts => _alerts.Values;

    /// <summary>What stands at this site.</summary>
    public IEnumerable<Alert> Open => _alerts.Values.Where(alert => alert.IsOpen && alert.Site == Site);

    /// <summary>The open incidents.</summary>
    public List<Incident> Incidents { get; }

    /// <summary>When this site has to be looked at again; null: only when something comes in.</summary>
    public DateTimeOffset? Next { get; private set; }

    public void LookAt(DateTimeOffset at)
    {
        if (at < (Next ?? DateTimeOffset.MaxValue)) Next = at;
    }

    public Alert? Find(long id) => _alerts.GetValueOrDefault(id) ?? (Pass.Isolation?.Id == id ? Pass.Isolation : null);

    public List<Alert> Members(long incident) => [.. _alerts.Values.Where(alert => alert.Incident == incident)];

    /// <summary>Takes over what a stage made of an alert.</summary>
    public void Save(Alert changed)
    {
        if (_alerts.TryGetValue(changed.Id, out var known) && known == changed) return;
        _alerts[changed.Id] = changed;
        _changed.Add(changed.Id);
    }

    /// <summary>Takes over what a stage made of an incident.</summary>
    public void Save(Incident changed)
    {
        var index = Incidents.FindIndex(incident => incident.Number == changed.Number);
        if (Incidents[index] == changed) return;
        Incidents[index] = changed;
        _changedIncidents[changed.Number] = changed;
    }

    public void Note(Decision decision, string? detail = null, long? alert = null, long? incident = null, string? recipient = null) =>
        _decided.Add(new Decided(decision, detail, alert, incident, recipient));

    /// <summary>Writes it all; to be called once.</summary>
    public void Write()
    {
        if (_changed.Count > 0) AlertStore.Save(Db, _changed.Select(id => _alerts[id]));
        if (_changedIncidents.Count > 0) IncidentStore.Save(Db, _changedIncidents.Values);
        DecisionLog.Add(Db, Now, Site, _decided);
    }
}
