using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Inbound;

namespace EdgeNoc.Collector.Replies;

/// <summary>A command with all that decides about it.</summary>
/// <param name="Channel">Where it came.</param>
/// <param name="Message">What came.</param>
/// <param name="Person">Who wrote it.</param>
/// <param name="Command">What it asks for.</param>
/// <param name="Proof">How sure it is that the provider sent it.</param>
/// <param name="Now">When it is dealt with.</param>
internal sealed record Request(IChannel Channel, InboundMessage Message, Person Person, Command Command, WebhookProof Proof, DateTimeOffset Now)
{
    public Actor Actor => Person.As(ViaOf(Channel));

    /// <summary>As the audit calls the way it came.</summary>
    public static string ViaOf(IChannel channel) => channel.Provider == "telegram" ? "telegram" : "whatsapp";
}

/// <summary>What is answered, and what became of it.</summary>
/// <param name="Text">Null: nothing is said.</param>
/// <param name="Outcome">For the table <c>inbound</c>.</param>
internal sealed record Answer(string? Text, InboundOutcome Outcome = InboundOutcome.Done)
{
    public static readonly Answer Silence = new(null, InboundOutcome.Talk);

    public static Answer No(string text) => new(text, InboundOutcome.Refused);
}
