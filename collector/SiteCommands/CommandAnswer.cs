using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Collector.SiteCommands;

/// <summary>What became of a command: the site's answer, or why there is none.</summary>
internal abstract record CommandAnswer
{
    private CommandAnswer()
    {
    }

    /// <summary>For the audit: one word.</summary>
    public abstract string Word { get; }

    /// <summary>The agent said what became of it.</summary>
    public sealed record Answered(CommandReply Reply, int Bytes) : CommandAnswer
    {
        public override string Word => Reply.Outcome switch
        {
            CommandOutcome.RateLimited => "rate_limited",
            CommandOutcome.BadRequest => "bad_request",
            var outcome => outcome.ToString().ToLowerInvariant(),
        };
    }

    /// <summary>Nobody is there, as far as is known here.</summary>
    public sealed record NotThere(string Detail, string Remedy) : CommandAnswer
    {
        public override string Word => "offline";
    }

    /// <summary>Its agent knows no commands.</summary>
    public sealed record TooOld(string? Version) : CommandAnswer
    {
        public override string Word => "too_old";
    }

    /// <summary>The site has had its share of this minute.</summary>
    public sealed record TooMany(TimeSpan Wait) : CommandAnswer
    {
        public override string Word => "rate_limited";
    }

    /// <summary>It is none that could be sent.</summary>
    public sealed record Unfit(string Argument, string Problem, string Remedy) : CommandAnswer
    {
        public override string Word => "bad_request";
    }

    /// <summary>The broker is away or does not let it pass.</summary>
    public sealed record NotSent(string Detail, string Remedy) : CommandAnswer
    {
        public override string Word => "not_sent";
    }

    /// <summary>It was sent, and nothing came back in time. Whether it was done nobody knows.</summary>
    public sealed record NoAnswer(TimeSpan Waited) : CommandAnswer
    {
        public override string Word => "no_answer";
    }
}
