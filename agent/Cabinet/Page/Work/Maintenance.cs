using EdgeNoc.Common.Events;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Cabinet.Page.Work;

/// <summary>A maintenance that stands.</summary>
/// <param name="Until">When it ends by itself, by the agent's clock.</param>
internal sealed record MaintenanceState(DateTimeOffset Until);

/// <summary>The maintenance of the site (<c>site.maintenance</c>): one at a time, until somebody or time ends it, over a restart too. Not for several threads.</summary>
internal sealed class Maintenance
{
    private const string Entity = "maintenance";
    private const int MaxComment = 120;

    private readonly WorkEvents _events;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private (MaintenanceState State, Deadline End)? _stands;

    public Maintenance(WorkEvents events, TimeProvider time, ILogger logger)
    {
        (_events, _time, _logger) = (events, time, logger);
        if (events.Standing(EventKinds.SiteMaintenance).FirstOrDefault() is { } alert) Restore(alert);
    }

    public MaintenanceState? State => _stands?.State;

    public WorkResult Begin(TimeSpan length, string? comment)
    {
        if (length < TimeSpan.FromMinutes(1) || length > SiteWork.LongestMaintenance) return WorkResult.BadLength;
        if (_stands is not null) return WorkResult.Stands;
        if (!_events.TryRaise(EventKinds.SiteMaintenance, Entity, length, Clean(comment))) return WorkResult.NotStored;
        Stand(length);
        _logger.LogInformation("maintenance begun at the cabinet, for {Minutes:0} minutes", length.TotalMinutes);
        return WorkResult.Done;
    }

    public WorkResult End()
    {
        if (_stands is null) return WorkResult.Nothing;
        if (!TryEnd("ended")) return WorkResult.NotStored;
        _logger.LogInformation("maintenance ended at the cabinet");
        return WorkResult.Done;
    }

    /// <summary>Ends it if its time is over; what cannot be stored now is ended at the next look.</summary>
    public void Look()
    {
        if (_stands is { } stands && stands.End.IsOver(_time)) TryEnd("over");
    }

    private bool TryEnd(string reason)
    {
        if (!_events.TryClear(EventKinds.SiteMaintenance, Entity, reason)) return false;
        _stands = null;
        return true;
    }

    private void Restore(EdgeEvent alert)
    {
        var length = WorkEvents.LengthOf(alert, SiteWork.LongestMaintenance);
        var left = alert.At + length - _time.GetUtcNow();

        // A clock that was set meanwhile must not make it longer than it was.
        Stand(left < TimeSpan.Zero ? TimeSpan.Zero : left > length ? length : left);
    }

    private void Stand(TimeSpan length) => _stands = (new MaintenanceState(_time.GetUtcNow() + length), Deadline.In(length, _time));

    private static string Clean(string? comment)
    {
        var text = string.Concat((comment ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c))).Trim();
        return text.Length <= MaxComment ? text : text[..MaxComment];
    }
}
