using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Outbox;

/// <summary>One line in the log for a fault, then at most one a minute while it stays the same: a full disk is met a hundred times a second. Safe for several threads.</summary>
internal sealed class FaultLine(ILogger logger, TimeProvider time)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private string? _last;
    private long _saidAt;
    private bool _stands;

    /// <param name="level">How bad it is.</param>
    /// <param name="text">What happened, where and what to do.</param>
    public void Say(LogLevel level, string text)
    {
        lock (_gate)
        {
            // Also when it was over in between: a disk at its limit takes one commit and refuses the next.
            if (_last == text && time.GetElapsedTime(_saidAt) < Interval) return;
            (_last, _saidAt, _stands) = (text, time.GetTimestamp(), true);
        }

        logger.Log(level, "{Fault}", text);
    }

    /// <summary>It works. True when a fault was told that is over now, so that this is worth a line too.</summary>
    public bool IsOver()
    {
        lock (_gate)
        {
            var stood = _stands;
            _stands = false;
            return stood;
        }
    }
}
