using System.CommandLine;
using EdgeNoc.Agent.Cabinet.Page.Pin;

namespace EdgeNoc.Agent.Commands;

/// <summary>The verb <c>cabinet</c>: what a technician does once at a cabinet.</summary>
internal static class CabinetCommand
{
    public static Command Create() => new("cabinet", "Set up what stands in the cabinet") { PinCommand.Create() };
}
