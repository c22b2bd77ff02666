using System.Net;

namespace EdgeNoc.Common.NocCommands;

/// <summary>All that the office can have an agent do: a closed set, each with parameters that were checked when they were made.</summary>
public abstract record NocCommand
{
    private NocCommand()
    {
    }

    /// <summary>Polls a device at once. <paramref name="Part"/> as <c>onu/0/3:17</c> shows only that; it is compared with what the device answered and never sent to it.</summary>
    public sealed record Poll(string Device, string? Part) : NocCommand;

    /// <summary>Everything that the agent depends on, tried once.</summary>
    public sealed record Check : NocCommand;

    /// <summary>Echo requests from the POP.</summary>
    public sealed record Ping(IPAddress Address, int Count) : NocCommand;

    /// <summary>The way from the POP, hop by hop.</summary>
    public sealed record Traceroute(IPAddress Address) : NocCommand;

    public sealed record ShowInterface(string Device, InterfaceName Interface) : NocCommand;

    public sealed record ShowSubscriber(string Device, Subscriber Subscriber) : NocCommand;

    /// <summary>Leaves a device alone so that a person can work in it; it has an end, and outlives a restart.</summary>
    public sealed record Pause(string Device, TimeSpan Length) : NocCommand;

    public sealed record Resume(string Device) : NocCommand;

    /// <summary>All lamps for 5 s, the buzzer for 1 s.</summary>
    public sealed record PanelTest : NocCommand;

    /// <summary>The buzzer is quiet about what stands now.</summary>
    public sealed record SilenceBuzzer : NocCommand;

    /// <summary>The last lines of the agent's log.</summary>
    public sealed record Log(int Lines) : NocCommand;

    /// <summary>What somebody needs who is to find out what is wrong with an agent; without secrets.</summary>
    public sealed record Support : NocCommand;

    /// <summary>Asks a device once that is not in the config, or not so.</summary>
    /// <param name="Entry">As an entry of the list <c>devices</c>, in JSON.</param>
    /// <param name="Password">Sealed to this machine; null: the one that it has, or none.</param>
    public sealed record Try(string Entry, byte[]? Password) : NocCommand
    {
        /// <summary>What the password is sealed for.</summary>
        public const string Purpose = "try";
    }

    /// <summary>Ends the agent in good order; its service manager starts it again.</summary>
    public sealed record Restart : NocCommand;
}
