using EdgeNoc.Collector.Channels.Mpwa;

namespace EdgeNoc.Collector.Channels;

/// <summary>Every provider by its name in the config: one line each.</summary>
internal static class Providers
{
    public static IReadOnlyDictionary<string, ChannelIdentity.Reader> All { get; } = new SortedDictionary<string, ChannelIdentity.Reader>(StringComparer.Ordinal)
    {
        ["mpwa"] = MpwaSettings.Read,
    };
}
