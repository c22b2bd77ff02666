namespace EdgeNoc.Collector.Channels;

/// <summary>Whether the provider has its link to WhatsApp (or what it carries messages by): one of the three below.</summary>
internal abstract record SessionState
{
    private SessionState()
    {
    }

    /// <summary>It says that it is linked. That is no proof that messages arrive.</summary>
    public sealed record Up(string Detail) : SessionState;

    /// <summary>It is not linked: what happened and what to do.</summary>
    public sealed record Down(string Reason) : SessionState;

    /// <summary>It did not say: why.</summary>
    public sealed record Unknown(string Reason) : SessionState;
}
