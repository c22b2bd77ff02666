using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts;

/// <summary>What makes two alerts the same one.</summary>
internal sealed record AlertIdentity(string Site, string Device, string Entity, string Kind);

/// <summary>Who raised an alert: reconciliation with a site's snapshot touches only what its agent raised.</summary>
internal enum AlertSource
{
    Agent,
    Collector,

    /// <summary>Another system, over the HTTP API.</summary>
    External,
}

/// <summary>How far an alert is on its way to people.</summary>
internal enum AlertStage
{
    /// <summary>In a group that waits for company, or hidden by something above it.</summary>
    Waiting,

    /// <summary>Part of an incident.</summary>
    Told,

    /// <summary>Told to nobody; the decision says why.</summary>
    Silent,
}

/// <summary>What ended an alert.</summary>
internal enum ClearedBy
{
    Event,

    /// <summary>The site's snapshot no longer had it: it cleared while the site was offline.</summary>
    Reconciliation,
    Collector,
}

/// <summary>An alert to be raised.</summary>
internal sealed record NewAlert(
    AlertIdentity Identity,
    Severity Severity,
    DateTimeOffset At,
    string? Reason,
    IReadOnlyDictionary<string, double> Values,
    IReadOnlyDictionary<string, string> Labels,
    TimeQuality TimeQuality);

/// <summary>What the end of an alert said of it.</summary>
internal sealed record ClearFacts(string? Reason, IReadOnlyDictionary<string, double> Values, IReadOnlyDictionary<string, string> Labels);

/// <summary>A row of <c>alerts</c>: from one raise to its clear.</summary>
internal sealed record Alert
{
    public long Id { get; init; }
    public string Site { get; init; } = "";
    public string Device { get; init; } = "";
    public string Entity { get; init; } = "";
    public string Kind { get; init; } = "";
    public Severity Severity { get; init; }
    public string? Reason { get; init; }
    public string ValuesJson { get; init; } = "{}";
    public string LabelsJson { get; init; } = "{}";
    public TimeQuality TimeQuality { get; init; }
    public AlertSource Source { get; init; }
    public long RaisedMs { get; init; }
    public long SeenMs { get; init; }
    public long? ClearedMs { get; init; }
    public long? ClearSeenMs { get; init; }
    public ClearedBy? ClearedBy { get; init; }
    public AlertStage Stage { get; init; }
    public long? Incident { get; init; }

    /// <summary>Within its incident it is listed inside: something above it is what is told.</summary>
    public bool IsChild { get; init; }

    /// <summary>The open alert that hides it.</summary>
    public long? InhibitedBy { get; init; }

    /// <summary>The silence that keeps it quiet.</summary>
    public long? SilencedBy { get; init; }

    /// <summary>Since when nothing hides it; null: since it was seen.</summary>
    public long? ReadyMs { get; init; }

    public string? ClearReason { get; init; }
    public string? ClearValuesJson { get; init; }
    public string? ClearLabelsJson { get; init; }

    public AlertIdentity Identity => new(Site, Device, Entity, Kind);

    public bool IsOpen => ClearedMs is null;

    public DateTimeOffset Raised => DbTime.Time(RaisedMs);

    public IReadOnlyDictionary<string, double> Values => FlatJson.Numbers(ValuesJson);

    public IReadOnlyDictionary<string, string> Labels => FlatJson.Texts(LabelsJson);

    /// <summary>What the event that cleared it said: how many are back, what remains.</summary>
    public IReadOnlyDictionary<string, double> ClearValues => FlatJson.Numbers(ClearValuesJson);

    public IReadOnlyDictionary<string, string> ClearLabels => FlatJson.Texts(ClearLabelsJson);

    /// <summary>Since when it waits for company.</summary>
    public long WaitsSinceMs => ReadyMs ?? SeenMs;
}
