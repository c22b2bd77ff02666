using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Uplink;

/// <summary>What the loop does with each input, and what it sends.</summary>
internal sealed partial class UplinkLoop
{
    private void Handle(Input input)
    {
        switch (input)
        {
            case Input.Connected connected:
                Connected(connected.Broker);
                break;
            case Input.Disconnected disconnected:
                Disconnected(disconnected.Fault);
                break;
            case Input.Received received:
                Interlocked.Decrement(ref _queuedMessages);
                Received(received.Message);
                break;
            case Input.Published published when published.Connection == _connection:
                Published(published.Key, published.Outcome);
                break;
            case Input.Wake:
                Interlocked.Exchange(ref _wakePosted, 0);
                break;
        }
    }

    private void Connected(BrokerAddress broker)
    {
        ReturnAll();
        _connection++;
        _rate.Forget();
        _pause.Resume();
        _heartbeat.Forget();
        _alerts.Forget();
        _faults.Forget();
        _timeGate.Connected(Elapsed);
        _telemetry.Offline = false;
        _backlogOpensAt = Elapsed + (MaxBacklogJitter * _random.NextDouble());
        _state = _state with { Connected = true, Broker = broker, Since = _clock.Now, Fault = null };
        _logger.LogInformation("connected to {Broker}", broker);
    }

    private void Disconnected(MqttFault fault)
    {
        if (_state.Connected) _state = _state with { Connected = false, Since = _clock.Now };
        _state = _state with { Broker = fault.Broker, Fault = fault };
        _telemetry.Offline = true;
        _connection++;
        ReturnAll();
        if (_faults.IsWorthALine(fault, Elapsed)) _logger.LogWarning("no connection to the broker: {Fault}", fault);
    }

    private void Received(MqttMessage message)
    {
        switch (Inbound.Read(_site, message))
        {
            case Inbound.Ack ack:
                _pause.Resume();
                Acknowledged(ack.Message);
                break;
            case Inbound.Incidents incidents:
                _pause.Resume();
                // The collector publishes them when it comes (back) to the broker. What was sent before that may have gone to a broker where it did not
                // listen yet, and anybody else's subscription (a person with mosquitto_sub) makes such a PUBACK look like success.
                if (!message.Retain) ReturnAll();
                _state = _state with { Incidents = incidents.Message };
                break;
            case Inbound.Nonsense nonsense:
                _logger.LogWarning("message on {Topic} ignored: {Problem}", message.Topic, nonsense.Problem);
                break;
        }
    }

    private void Acknowledged(AckMessage ack)
    {
        var now = Elapsed;
        _state = _state with { CollectorTime = ack.Now, CollectorToldAt = now };
        var seen = 0;
        foreach (var (messageClass, numbers) in new[] { (MessageClass.Events, ack.Events), (MessageClass.Telemetry, ack.Telemetry), (MessageClass.Tables, ack.Tables) })
        {
            if (numbers is null || numbers.IsEmpty) continue;
            var acked = _window.Acknowledge(messageClass, ack.Boot, numbers);
            seen += acked.Count;
            if (messageClass == MessageClass.Telemetry && acked.Count > 0) _rate.Acknowledged(acked.Count, acked.Min(sent => sent.SentAt), now);
            if (messageClass == MessageClass.Events) _events.Acknowledge(ack.Boot, numbers);
            else _telemetry.Acknowledge(ack.Boot, messageClass, numbers);
        }

        // Only what this run sent proves that the database is there now, and that the ack is fresh.
        if (seen == 0) return;
        _state = _state with { LastAckAt = now };
        if (ack.Now is { } told) _clock.Hear(told);
    }

    private void Published(MessageKey key, PublishOutcome outcome)
    {
        switch (outcome)
        {
            case PublishOutcome.Accepted:
                _pause.Taken(key);
                break;
            case PublishOutcome.NoSubscribers:
                NotTaken(key, "no collector listens on this broker");
                break;
            case PublishOutcome.Refused:
                NotTaken(key, "the broker refuses this site's messages: check its access list and packet size limit");
                break;
            case PublishOutcome.ConnectionLost:
                // The session will say so too; until it is back nothing goes out.
                if (_state.Connected) _state = _state with { Connected = false, Since = _clock.Now };
                ReturnAll();
                break;
        }
    }

    private void NotTaken(MessageKey key, string reason)
    {
        if (_pause.NotTaken(key, reason, Elapsed)) _logger.LogWarning("sending is held back: {Reason}; everything is kept", reason);
        Return(_window.Remove(key));
    }

    private void ReturnAll()
    {
        foreach (var sent in _window.Clear()) Return(sent);
    }

    /// <summary>Events need no return: the store offers the oldest message until it is acknowledged.</summary>
    private void Return(Sent? sent)
    {
        if (sent is not null && sent.Key.Class != MessageClass.Events) _telemetry.Return(sent.Key);
    }

    private void Upkeep()
    {
        var now = Elapsed;
        var affordable = Affordable();
        foreach (var sent in _window.Expire(now)) Return(sent);
        if (affordable.Backlog) _telemetry.ReleaseHeld();
        if (_state.Connected)
        {
            var status = _status();
            if (_heartbeat.IsDue(status, now)) _ = PublishStatusAsync(UplinkMessages.Of(_site, status, SentAt()));
            if (_alerts.IsDue(_events.AlertsVersion, now)) _telemetry.Put(AlertsTable.Device, AlertsTable.Name, _events.AlertsSnapshot());
        }

        if (_drain is { } drain && drain.IsOver(!_window.IsEmpty || affordable.Of(Waiting()).Any, _state.Connected && _pause.Reason is null, _state.LastAckAt, now))
        {
            _drain = null;
            drain.Finish();
        }
    }

    private Waiting Waiting() => new(_events.Any, _telemetry.TablesWaiting, _telemetry.LiveWaiting, _telemetry.BacklogWaiting) { Alerts = _telemetry.AlertsWaiting };

    private void Pump()
    {
        while (_state.Connected && Elapsed >= _storeRestsUntil && _pause.MaySend(Elapsed))
        {
            var open = _timeGate.Open(_clock, Elapsed).And(Affordable());
            var allowance = Elapsed < _backlogOpensAt ? 0 : _rate.BacklogAllowance;
            var lane = LanePlanner.Next(open.Of(Waiting()), _window.Count, allowance);
            if (lane == Lane.None) return;
            var message = Take(lane, open);
            if (message is null)
            {
                // The cursor of the backlog found its end; whatever else was acknowledged between two looks can wait for the next tick.
                if (lane == Lane.Backlog) continue;
                return;
            }

            _window.Add(new Sent(message.Key, lane, Elapsed));
            _pause.Sent(message.Key);
            _ = PublishAsync(UplinkMessages.Of(_site, message, lane, _clock.Now), message.Key, _connection);
        }
    }

    private OutboxMessage? Take(Lane lane, OpenLanes open) => lane switch
    {
        Lane.Events => _events.Next(),
        Lane.Tables => _telemetry.TakeTable(onlyAlerts: !open.Tables),
        Lane.Live => _telemetry.TakeLive(),
        _ => _telemetry.TakeBacklog(),
    };

    private async Task PublishAsync(MqttMessage message, MessageKey key, int connection)
    {
        try
        {
            var outcome = await _link!.PublishAsync(message, _stopping.Token);
            _inbox.Writer.TryWrite(new Input.Published(key, connection, outcome));
        }
        catch (OperationCanceledException)
        {
            // Stopping: the message stays in the outbox.
        }
    }

    private async Task PublishStatusAsync(MqttMessage message)
    {
        try
        {
            if (await _link!.PublishAsync(message, _stopping.Token) == PublishOutcome.Refused)
                _logger.LogWarning("the broker refuses this site's status: check its access list");
        }
        catch (OperationCanceledException)
        {
            // Stopping says its own last word.
        }
    }
}
