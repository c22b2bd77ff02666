namespace EdgeNoc.Collector.Replies;

/// <summary>What somebody asks for: one of those below.</summary>
internal abstract record Command
{
    private Command()
    {
    }

    /// <summary>He has it. Without a number: the incident of the message that he answers.</summary>
    public sealed record Acknowledge(long? Number) : Command;

    /// <summary>He has it no more.</summary>
    public sealed record Release(long? Number) : Command;

    /// <summary>Nothing more of it for so long.</summary>
    public sealed record Mute(long? Number, TimeSpan Length) : Command;

    /// <summary>All that is known of it.</summary>
    public sealed record Detail(long? Number) : Command;

    /// <summary>How a site or device is; empty: how the network is.</summary>
    public sealed record Status(string Name) : Command;

    /// <summary>Work on a site, or on a device or PON of it.</summary>
    /// <param name="Words">The site, by id or name, and perhaps what of it.</param>
    /// <param name="Length">Null: he did not say.</param>
    public sealed record Maintain(IReadOnlyList<string> Words, TimeSpan? Length) : Command;

    /// <summary>A site's card may go on in another machine.</summary>
    /// <param name="Site">The site's id, in lower case.</param>
    public sealed record Approve(string Site) : Command;

    /// <summary>How a customer is.</summary>
    public sealed record Find(string Query) : Command;

    /// <summary>Who is on call, and who has what.</summary>
    public sealed record Who : Command;

    public sealed record Help : Command;

    /// <summary>It begins as a command does, and the rest makes no sense.</summary>
    public sealed record Unclear : Command;

    /// <summary>No command: people talk.</summary>
    public sealed record None : Command;
}
