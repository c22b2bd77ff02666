using EdgeNoc.Common.Events;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Cabinet.Page.Work;

/// <summary>Boxes that are left alone so that a person can work in them (<c>site.polling_paused</c>), until somebody or time ends it, over a restart too. Not for several threads.</summary>
internal sealed class Pauses
{
    private const string Prefix = "device/";

    private readonly WorkEvents _events;
    private readonly TimeProvider _time;
    private readonly Func<string, TimeSpan, bool> _pause;
    private readonly ILogger _logger;
    private readonly Dictionary<string, Deadline> _paused = new(StringComparer.Ordinal);
    private readonly HashSet<string> _leftOver = new(StringComparer.Ordinal);

    public Pauses(WorkEvents events, TimeProvider time, Func<string, TimeSpan, bool> pause, ILogger logger)
    {
        (_events, _time, _pause, _logger) = (events, time, pause, logger);
        foreach (var alert in events.Standing(EventKinds.PollingPaused)) Restore(alert);
    }

    /// <param name="device">An entry of the config, or a member of one.</param>
    /// <param name="length">How long.</param>
    /// <param name="longest">What whoever asks may ask for.</param>
    public WorkResult Begin(string device, TimeSpan length, TimeSpan longest)
    {
        if (length < TimeSpan.FromMinutes(1) || length > longest) return WorkResult.BadLength;
        if (_paused.ContainsKey(device)) return WorkResult.Stands;
        if (!_pause(device, length)) return WorkResult.NoSuchDevice;
        if (!_events.TryRaise(EventKinds.PollingPaused, EntityOf(device), length))
        {
            _pause(device, TimeSpan.Zero);
            return WorkResult.NotStored;
        }

        _paused[device] = Deadline.In(length, _time);
        _logger.LogInformation("{Device}: polling is paused for {Minutes:0} minutes", device, length.TotalMinutes);
        return WorkResult.Done;
    }

    public WorkResult End(string device)
    {
        if (!_paused.ContainsKey(device)) return WorkResult.Nothing;
        return TryEnd(device, "ended") ? WorkResult.Done : WorkResult.NotStored;
    }

    /// <summary>Ends what has run out, and what an agent before this one began and nobody can go on with.</summary>
    public void Look()
    {
        foreach (var device in _paused.Where(entry => entry.Value.IsOver(_time)).Select(entry => entry.Key).ToList()) TryEnd(device, "over");
        _leftOver.RemoveWhere(entity => _events.TryClear(EventKinds.PollingPaused, entity, "over"));
    }

    private bool TryEnd(string device, string reason)
    {
        _pause(device, TimeSpan.Zero);
        return _events.TryClear(EventKinds.PollingPaused, EntityOf(device), reason) && _paused.Remove(device);
    }

    /// <summary>A clock that was set meanwhile must not make it longer than it was. A device that the config lost is nobody's to be left alone.</summary>
    private void Restore(EdgeEvent alert)
    {
        var length = WorkEvents.LengthOf(alert, SiteWork.LongestPauseFromOffice);
        var left = alert.At + length - _time.GetUtcNow();
        if (left > length) left = length;
        var device = alert.Entity.StartsWith(Prefix, StringComparison.Ordinal) ? alert.Entity[Prefix.Length..] : "";
        if (left > TimeSpan.Zero && _pause(device, left)) _paused[device] = Deadline.In(left, _time);
        else _leftOver.Add(alert.Entity);
    }

    private static string EntityOf(string device) => Prefix + device;
}
