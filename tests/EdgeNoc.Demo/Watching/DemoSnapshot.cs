using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Common.Events;
using EdgeNoc.Demo.Story;
using EdgeNoc.Simulators.Gateway;

namespace EdgeNoc.Demo.Watching;

/// <summary>A look at everything at once, for a view to show.</summary>
internal sealed record DemoSnapshot
{
    /// <summary>Since the start.</summary>
    public required double AtS { get; init; }

    public required bool BrokerIsUp { get; init; }

    /// <summary>What the agent says; null while it does not answer.</summary>
    public required AgentView? Agent { get; init; }

    /// <summary>The plant as it is, whatever anybody says.</summary>
    public required IReadOnlyList<PlantView> Plant { get; init; }

    /// <summary>Points that InfluxDB took so far, of every measurement.</summary>
    public required long PointsStored { get; init; }

    public required double PointsPerS { get; init; }

    public required int Events { get; init; }

    public required IReadOnlyList<OpenIncident> Incidents { get; init; }

    public required IReadOnlyList<GatewayMessage> Messages { get; init; }

    public required IReadOnlyList<DemoNote> Notes { get; init; }
}

/// <summary>An OLT with its ONUs, or a router with its sessions, as the simulator has it.</summary>
internal sealed record PlantView(string Device, int Up, int Total, IReadOnlyList<string> CutPons);

/// <summary>The agent's own status, as far as the demo shows it.</summary>
internal sealed record AgentView(IReadOnlyList<DeviceView> Devices, IReadOnlyList<LampView> Lamps, long BufferRows, bool Connected);

/// <summary>A device as the agent sees it.</summary>
internal sealed record DeviceView(string Id, string Kind, string Health, string? Detail);

/// <summary>A lamp of the cabinet's panel: its name and its rhythm.</summary>
internal sealed record LampView(string Name, LampPattern Pattern)
{
    /// <summary>The rhythm as a person would see it over two seconds, without colour.</summary>
    public string Shape => Pattern switch
    {
        LampPattern.Steady => "●●●●●●●●",
        LampPattern.SlowBlink => "●●●●○○○○",
        LampPattern.DoubleBlink => "●○●○○○○○",
        LampPattern.Fast => "●○●○●○●○",
        _ => "○○○○○○○○",
    };

    public string Rhythm => Pattern switch
    {
        LampPattern.Steady => "steady",
        LampPattern.SlowBlink => "slow blink",
        LampPattern.DoubleBlink => "double blink",
        LampPattern.Fast => "fast",
        _ => "off",
    };
}
