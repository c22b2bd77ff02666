namespace EdgeNoc.Collector.Channels;

/// <summary>What a recipient is to a channel: one of the three below.</summary>
internal abstract record RecipientCheck
{
    private RecipientCheck()
    {
    }

    /// <summary>One person, as the provider writes him: <c>628123456789</c>.</summary>
    public sealed record Person(string Address) : RecipientCheck;

    /// <summary>A group, as the provider writes it: <c>120363041234567890@g.us</c>.</summary>
    public sealed record Group(string Address) : RecipientCheck;

    /// <summary>No recipient of this provider.</summary>
    /// <param name="Problem">What it is not: <c>is no telephone number</c>.</param>
    /// <param name="Remedy">How it is written.</param>
    public sealed record Unusable(string Problem, string Remedy) : RecipientCheck;
}
