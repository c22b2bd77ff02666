using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Agent.Uplink;

/// <summary>What came from the collector.</summary>
internal abstract record Inbound
{
    private Inbound()
    {
    }

    public sealed record Ack(AckMessage Message) : Inbound;

    public sealed record Incidents(IncidentsMessage Message) : Inbound;

    /// <summary>Not ours or not readable.</summary>
    public sealed record Nonsense(string Problem) : Inbound;

    /// <summary>Larger than any honest message: an ack of 10,000 ranges stays below.</summary>
    public const int MaxBytes = 1_000_000;

    /// <summary>Reads a message from the network; never throws.</summary>
    public static Inbound Read(string site, MqttMessage message)
    {
        if (message.Payload.Length > MaxBytes) return new Nonsense($"{message.Payload.Length} bytes are too many");
        try
        {
            if (message.Topic == Topics.Ack(site)) return ReadAck(message);
            if (message.Topic == Topics.Incidents(site)) return ReadIncidents(message);
            return new Nonsense("nobody subscribed to this topic");
        }
        catch (JsonException error)
        {
            return new Nonsense(error.Message);
        }
    }

    private static Inbound ReadAck(MqttMessage message) =>
        JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.AckMessage) is { } ack && ack.Boot != Guid.Empty
            ? new Ack(ack)
            : new Nonsense("an ack without boot");

    private static Inbound ReadIncidents(MqttMessage message)
    {
        // An empty payload is how MQTT takes a retained message back.
        if (message.Payload.Length == 0) return new Incidents(new IncidentsMessage(DateTimeOffset.UnixEpoch, []));
        return JsonSerializer.Deserialize(message.Payload.Span, WireJson.Default.IncidentsMessage) is { Incidents: not null } incidents
            ? new Incidents(incidents)
            : new Nonsense("incidents without a list");
    }
}
