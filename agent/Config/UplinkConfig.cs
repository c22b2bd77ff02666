namespace EdgeNoc.Agent.Config;

/// <summary>When the way to the office costs by the byte.</summary>
public enum MeteredMode
{
    /// <summary>While the default route leads through one of <see cref="UplinkConfig.MeteredInterfaces"/>.</summary>
    Auto,

    /// <summary>The site has no other way.</summary>
    Always,
    Never,
}

/// <summary>What the way to the office costs: agent/Metered/README.md.</summary>
public sealed record UplinkConfig
{
    /// <summary>Linux's own and systemd's names of mobile modems. A modem that shows as a network card (<c>usb0</c>, <c>enx…</c>) has to be named: so does many a wired adapter.</summary>
    public static readonly IReadOnlyList<string> MobileInterfaces = ["wwan*", "wwp*"];

    /// <summary>Default <c>auto</c>.</summary>
    public MeteredMode Metered { get; init; } = MeteredMode.Auto;

    /// <summary>Names, a <c>*</c> at the end for all that begin so; default <see cref="MobileInterfaces"/>. Ignored unless <see cref="Metered"/> is auto.</summary>
    public IReadOnlyList<string> MeteredInterfaces { get; init; } = MobileInterfaces;

    /// <summary>What a month may cost, in megabytes of 1,000,000 bytes, both directions; null for no limit, the default.</summary>
    public int? MonthlyBudgetMb { get; init; }
}
