using EdgeNoc.Common.Events;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Cabinet.Page.Work;

/// <summary>Boxes that are left alone so that a person can work in them (<c>site.polling_paused</c>): half an hour at most, and a restart ends it. Not for several threads.</summary>
internal sealed class Pauses
{
    private readonly WorkEvents _events;
    private readonly TimeProvider _time;
    private readonly Func<string, TimeSpan, bool> _pause;
    private readonly ILogger _logger;
    private readonly Dictionary<string, Deadline> _paused = new(StringComparer.Ordinal);
    private readonly HashSet<string> _leftOver;

    public Pauses(WorkEvents events, TimeProvider time, Func<string, TimeSpan, bool> pause, ILogger logger)
    {
        (_events, _time, _pause, _logger) = (events, time, pause, logger);
        _leftOver = [.. events.Standing(EventKinds.PollingPaused).Select(alert => alert.Entity)];
    }

    public WorkResult Begin(string device, TimeSpan length)
    {
        if (length < TimeSpan.FromMinutes(1) || length > SiteWork.LongestPause) return WorkResult.BadLength;
        if (_paused.ContainsKey(device)) return WorkResult.Stands;
        if (!_pause(device, length)) return WorkResult.NoSuchDevice;
        if (!_events.TryRaise(EventKinds.PollingPaused, EntityOf(device), length))
        {
            _pause(device, TimeSpan.Zero);
            return WorkResult.NotStored;
        }

        _paused[device] = Deadline.In(length, _time);
        _logger.LogInformation("{Device}: polling is paused at the cabinet, for {Minutes:0} minutes", device, length.TotalMinutes);
        return WorkResult.Done;
    }

    public WorkResult End(string device)
    {
        if (!_paused.ContainsKey(device)) return WorkResult.Nothing;
        return TryEnd(device, "ended") ? WorkResult.Done : WorkResult.NotStored;
    }

    /// <summary>Ends what has run out, and what an agent before this one began: this one polls.</summary>
    public void Look()
    {
        foreach (var device in _paused.Where(entry => entry.Value.IsOver(_time)).Select(entry => entry.Key).ToList()) TryEnd(device, "over");
        _leftOver.RemoveWhere(entity => _events.TryClear(EventKinds.PollingPaused, entity, "restarted"));
    }

    private bool TryEnd(string device, string reason)
    {
        _pause(device, TimeSpan.Zero);
        return _events.TryClear(EventKinds.PollingPaused, EntityOf(device), reason) && _paused.Remove(device);
    }

    private static string EntityOf(string device) => $"device/{device}";
}
