namespace EdgeNoc.Simulators.Pop;

/// <summary>Where the parts of the sample POP are: the fixed places of <c>tests/pop.sample.json</c>, or free ones of a test.</summary>
public sealed record PopPlan
{
    /// <summary>State of the parts, and the secrets that the config names.</summary>
    public required string Folder { get; init; }

    public int BrokerPort { get; init; } = 21_883;

    public int InfluxPort { get; init; } = 28_086;

    public int CollectorPort { get; init; } = 28_090;

    /// <summary>Of the OLTs, which have addresses of their own.</summary>
    public int OltPort { get; init; } = 28_088;

    /// <summary>Of the old router's API.</summary>
    public int RouterPort { get; init; } = 28_728;

    /// <summary>Of the other router's API over TLS.</summary>
    public int RouterTlsPort { get; init; } = 28_729;

    /// <summary>Of the NE8000's SSH.</summary>
    public int Ne8000Port { get; init; } = 28_722;
}
