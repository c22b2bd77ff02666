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

/// <summary>What every entry of <c>channels</c> has.</summary>
/// <param name="Id">Its name in database, figures and web addresses.</param>
/// <param name="Provider">Who carries it.</param>
/// <param name="CostPerMessage">In the operator's own currency.</param>
internal sealed record ChannelIdentity(string Id, string Provider, decimal CostPerMessage = 0)
{
    /// <summary>A provider's reader takes the rest of the entry. What is missing is an error in the section and a stand-in here.</summary>
    public delegate IChannelSettings Reader(ChannelIdentity channel, ConfigSection section);

    /// <summary>A secret that the provider cannot do without.</summary>
    public static SecretSource Required(ConfigSection section, string key) => section.SecretOf(key, required: true) ?? SecretSource.FromFile("/nowhere");
}
