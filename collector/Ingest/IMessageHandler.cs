using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Ingest;

/// <summary>Takes the messages of some topics off the broker's thread.</summary>
public interface IMessageHandler
{
    /// <summary>The kinds of topics that this handler takes.</summary>
    IReadOnlySet<TopicKind> Kinds { get; }

    /// <summary>Queues a message and returns at once; called on the broker's thread, so it must not block and must not throw.</summary>
    /// <remarks>A message that finds no room is dropped and counted: without an ack the agent sends it again.</remarks>
    void Accept(SiteTopic topic, MqttMessage message);
}

/// <summary>Tells agents what is stored for good. Numbers given close together leave as one message per site and boot.</summary>
public interface IAcknowledger
{
    /// <summary>Call only after the database said yes (or the message went to the dead letters).</summary>
    void Acknowledge(string site, MessageId id);
}

/// <summary>The classes of numbered messages: each counts for itself, per boot.</summary>
public enum MessageClass
{
    Events,
    Telemetry,
    Tables,
}

/// <summary>Which message: stays the same on every resend.</summary>
public sealed record MessageId(Guid Boot, MessageClass Class, long Seq)
{
    /// <summary>Reads the user properties <c>boot</c> and <c>seq</c>; null when they are missing or malformed.</summary>
    public static MessageId? Of(MqttMessage message, MessageClass messageClass) =>
        Guid.TryParse(message.Property(WireProperties.Boot), out var boot)
        && long.TryParse(message.Property(WireProperties.Seq), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seq)
        && seq >= 1
            ? new MessageId(boot, messageClass, seq)
            : null;
}
