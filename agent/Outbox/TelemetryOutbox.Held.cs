using EdgeNoc.Agent.Clock;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Outbox;

/// <summary>Rows that are to leave later, as over a way that costs nothing: numbered and stored as all others, but never in the lane <c>live</c>.</summary>
internal sealed partial class TelemetryOutbox : IHoldingOutbox
{
    private readonly TelemetryBatch _heldBatch = new();
    private ClockReading _heldReading;
    private long _heldOpenedAt;
    private volatile bool _metered;

    /// <summary>Each message costs: batches may be longer, as without a connection.</summary>
    public bool Metered { get => _metered; set => _metered = value; }

    /// <inheritdoc/>
    public void Hold(string? device, IEnumerable<IPoint> points, DateTimeOffset at)
    {
        var timestampMs = at.ToUnixTimeMilliseconds();
        lock (_gate)
        {
            try
            {
                foreach (var point in points)
                {
                    OpenHeldLocked();
                    _heldBatch.Add(device, point, timestampMs);
                    if (_heldBatch.IsFull) CloseHeldLocked();
                }
            }
            finally
            {
                StartBatchTimerLocked();
            }
        }
    }

    /// <summary>Nothing is held back any more: what is still in RAM goes first, what is on disk is backlog already.</summary>
    public void ReleaseHeld()
    {
        lock (_gate)
        {
            if (!_live.Release()) return;
        }

        Available?.Invoke();
    }

    private void OpenHeldLocked()
    {
        var reading = _clock.Reading;
        if (_heldBatch.Lines > 0 && reading != _heldReading) CloseHeldLocked();
        if (_heldBatch.Lines == 0) (_heldReading, _heldOpenedAt) = (reading, _clock.Time.GetTimestamp());
    }

    private void CloseHeldLocked() => FormLocked(_heldBatch, _heldReading, _heldOpenedAt, held: true);

    private void StartBatchTimerLocked()
    {
        if ((_batch.Lines == 0 && _heldBatch.Lines == 0) || _batchTimerRuns) return;
        _batchTimerRuns = true;
        _batchTimer.Change(_offline || _metered ? OfflineBatchAge : BatchAge, Timeout.InfiniteTimeSpan);
    }
}
