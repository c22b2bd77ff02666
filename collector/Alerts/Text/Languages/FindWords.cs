namespace EdgeNoc.Collector.Alerts.Text.Languages;

/// <summary>What is said of one customer: parts that stand between commas, the conclusion behind a colon.</summary>
internal sealed record FindWords
{
    /// <summary>A clock.</summary>
    public required Func<string, string> SiteSilent { get; init; }
    public required Func<string, string> GoneSince { get; init; }

    /// <summary>Since when (a clock), or null.</summary>
    public required Func<string?, string> OnuOff { get; init; }
    public required Func<string?, string> OnuLost { get; init; }
    public required string OnuUp { get; init; }
    public required string Gasp { get; init; }
    public required Func<long, string> OthersUp { get; init; }
    public required string CustomersPower { get; init; }
    public required string OwnLine { get; init; }

    /// <summary>How many others.</summary>
    public required Func<long, string> WholePon { get; init; }

    /// <summary>The incident.</summary>
    public required Func<string, string> PartOf { get; init; }
    public required string SwitchedOff { get; init; }
    public required string Loop { get; init; }
    public required string Refused { get; init; }
    public required string OnuUnknown { get; init; }
    public required string NoOnu { get; init; }

    /// <summary>The level.</summary>
    public required Func<string, string> GoodLight { get; init; }
    public required Func<string, string> WeakLight { get; init; }

    /// <summary>The median of seven days.</summary>
    public required Func<string, string> Median { get; init; }
    public required string Disabled { get; init; }

    /// <summary>The service, and since when or null.</summary>
    public required Func<string, string?, string> Online { get; init; }
    public required string AccountOffline { get; init; }
    public required string NotLoggedIn { get; init; }

    /// <summary>As the router wrote it.</summary>
    public required Func<string, string> LoggedOut { get; init; }
    public required Func<string, string> Leased { get; init; }
    public required Func<string, string> LeaseUnused { get; init; }
    public required Func<string, string> Several { get; init; }
    public required string BeMoreExact { get; init; }
}

/// <summary>More answers to what people write.</summary>
internal sealed record CommandWords
{
    public required string WhichIncident { get; init; }
    public required string HowLong { get; init; }

    /// <summary>A duration.</summary>
    public required Func<string, string> AtMost { get; init; }

    /// <summary>Names.</summary>
    public required Func<string, string> DidYouMean { get; init; }

    /// <summary>A clock.</summary>
    public required Func<string, string> CriticalsAgain { get; init; }

    /// <summary>A rotation or route, and people.</summary>
    public required Func<string, string, string> OnCall { get; init; }
    public required string NobodyOnCall { get; init; }
    public required string NobodyHasIt { get; init; }
    public required string TooLate { get; init; }
}
