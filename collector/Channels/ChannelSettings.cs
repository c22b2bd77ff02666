using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Channels;

/// <summary>One entry of <c>channels</c> in the config, read and checked. Each provider has its own.</summary>
internal interface IChannelSettings
{
    ChannelIdentity Channel { get; }

    /// <summary>As <see cref="IChannel.Check"/>, so that a config with recipients that cannot be reached is refused.</summary>
    RecipientCheck Check(string recipient);

    /// <summary>Makes the channel; touches no network.</summary>
    IChannel Open(TimeProvider time);
}

/// <summary>Where a channel's canary goes.</summary>
/// <param name="To">A recipient that answers for itself: with a receipt, or because what it gets comes back as an inbound message.</param>
/// <param name="Every">How often while all is well.</param>
internal sealed record CanarySettings(string To, TimeSpan Every);

/// <summary>What every entry of <c>channels</c> has.</summary>
/// <param name="Id">Its name in database, figures and web addresses.</param>
/// <param name="Provider">Who carries it.</param>
/// <param name="CostPerMessage">In the operator's own currency.</param>
internal sealed record ChannelIdentity(string Id, string Provider, decimal CostPerMessage = 0)
{
    /// <summary>In the same currency: beyond it only criticals go until the month is over; 0: no limit.</summary>
    public decimal MonthlyCap { get; init; }

    /// <summary>A telephone of one's own that shows whether messages arrive; null: none.</summary>
    public CanarySettings? Canary { get; init; }

    /// <summary>A provider's reader takes the rest of the entry. What is missing is an error in the section and a stand-in here.</summary>
    public delegate IChannelSettings Reader(ChannelIdentity channel, ConfigSection section);

    /// <summary>A secret that the provider cannot do without.</summary>
    public static SecretSource Required(ConfigSection section, string key) => section.SecretOf(key, required: true) ?? SecretSource.FromFile("/nowhere");
}
