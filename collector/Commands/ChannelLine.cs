using EdgeNoc.Collector.Channels;

namespace EdgeNoc.Collector.Commands;

/// <summary>A channel's session in one line, for a terminal.</summary>
internal static class ChannelLine
{
    public static string Of(IChannel channel, SessionState state) => state switch
    {
        SessionState.Up up => $"✔ {channel.Id} ({channel.Provider}) is linked: {Terminal.Plain(up.Detail)}",
        SessionState.Down down => $"✘ {channel.Id} ({channel.Provider}) is not linked: {Terminal.Plain(down.Reason)}",
        SessionState.Unknown unknown => $"‼ {channel.Id} ({channel.Provider}) does not say whether it is linked: {Terminal.Plain(unknown.Reason)}",
        _ => "",
    };
}
