namespace EdgeNoc.Common.Mqtt;

/// <summary>Publishes of one connection that wait for their PUBACK, by message id.</summary>
/// <param name="ended">Called once for each publish that ended, whichever way.</param>
internal sealed class PendingPublishes(Action ended)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, TaskCompletionSource<PublishOutcome>> _waiting = [];

    // The network thread may see the PUBACK before the publishing thread has learned the message id.
    private readonly Dictionary<int, PublishOutcome> _early = [];
    private bool _closed;

    /// <summary>The outcome of the publish that libmosquitto has just given this id.</summary>
    public Task<PublishOutcome> Add(int messageId)
    {
        PublishOutcome known;
        lock (_gate)
        {
            if (_early.Remove(messageId, out known))
            {
                // Answered already.
            }
            else if (_closed)
            {
                known = PublishOutcome.ConnectionLost;
            }
            else
            {
                var waiting = new TaskCompletionSource<PublishOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiting[messageId] = waiting;
                return waiting.Task;
            }
        }

        ended();
        return Task.FromResult(known);
    }

    /// <summary>A PUBACK came.</summary>
    public void Complete(int messageId, PublishOutcome outcome)
    {
        TaskCompletionSource<PublishOutcome>? waiting;
        lock (_gate)
        {
            if (!_waiting.Remove(messageId, out waiting))
            {
                if (!_closed) _early[messageId] = outcome;
                return;
            }
        }

        ended();
        waiting.SetResult(outcome);
    }

    /// <summary>The connection is gone: nothing pending, and nothing added later, will be answered.</summary>
    public void Close()
    {
        TaskCompletionSource<PublishOutcome>[] lost;
        lock (_gate)
        {
            _closed = true;
            lost = [.. _waiting.Values];
            _waiting.Clear();
        }

        foreach (var waiting in lost)
        {
            ended();
            waiting.SetResult(PublishOutcome.ConnectionLost);
        }
    }
}
