using System.Reflection;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Config;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Agent.Host;

/// <summary>What the agent says about itself in the retained status.</summary>
/// <param name="config">What runs.</param>
/// <param name="boot">This run.</param>
/// <param name="clock">What time it is.</param>
/// <param name="uplink"><c>main</c> or <c>backup</c>.</param>
internal sealed class AgentStatus(AgentConfig config, BootIdentity boot, EdgeClock clock, Func<string> uplink)
{
    // One list for all messages: a status counts as changed when it is another one.
    private readonly IReadOnlyList<StatusDevice> _devices = [.. config.Devices.Select(device => device.ToStatus())];

    public static string Version { get; } =
        typeof(AgentStatus).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>What an enrolled machine says besides; null where nobody enrolled it.</summary>
    public EnrolledAgent? Enrolled { get; init; }

    /// <summary>What the cabinet's door shows; null where there is none.</summary>
    public Func<StatusPanel?> Panel { get; set; } = static () => null;

    public AgentConfig Config => config;

    public BootIdentity Boot => boot;

    public EdgeClock Clock => clock;

    public DateTimeOffset Started => DateTimeOffset.FromUnixTimeMilliseconds(clock.Reading.At(boot.Started.MonotonicMs).WallMs);

    /// <summary>What the broker says when the connection breaks.</summary>
    public StatusMessage Will => new(AgentState.Offline, boot.Boot);

    public StatusMessage Message() => new(AgentState.Online, boot.Boot)
    {
        Version = Version,
        Config = config.Sha256,
        Started = Started,
        Clock = clock.State.Word(),
        Uplink = uplink(),
        Devices = _devices,
        Commands = CommandCatalogue.Level,
        Name = config.Name == config.Site ? null : config.Name,
        TimeZone = config.TimeZone.Id,
        Language = config.Language,
        Serial = Enrolled?.Serial,
        Secrets = Enrolled?.Secrets(),
        Update = Enrolled?.Updates?.Now,
        Panel = Panel(),
    };
}
