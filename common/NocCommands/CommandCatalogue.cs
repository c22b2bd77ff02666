namespace EdgeNoc.Common.NocCommands;

/// <summary>Which commands there are, who may ask for them and what they take: one table for the office and for the agent, which looks again.</summary>
public static class CommandCatalogue
{
    /// <summary>As many in a minute for one site, whoever asks.</summary>
    public const int MaxPerMinute = 10;

    /// <summary>What has no answer by then is given up.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>So long may a command be on its way; later it is never run.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(15);

    /// <summary>The longest that a device is left alone.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromHours(8);

    /// <summary>What commands an agent knows, said in its status: grows when a command is added.</summary>
    public const int Level = 2;

    private static readonly CommandParameter Device = new("device", Required: true, "its id");

    public static IReadOnlyList<CommandSpec> All { get; } =
    [
        new("poll", CommandRole.Technician, "poll a device now", read => new NocCommand.Poll(read.Device("device"), read.Part("part")), Device, new("part", false, "only this: pon/0/3, onu/0/3:17, if/ether1")),
        new("check", CommandRole.Technician, "try everything that the agent depends on", _ => new NocCommand.Check()),
        new("ping", CommandRole.Technician, "ping from the POP", read => new NocCommand.Ping(read.Address("address"), read.Integer("count", 5, 1, 10)), new("address", true, "IPv4 or IPv6"), new("count", false, "1 to 10, else 5")),
        new("traceroute", CommandRole.Technician, "the way from the POP, hop by hop", read => new NocCommand.Traceroute(read.Address("address")), new CommandParameter("address", true, "IPv4 or IPv6")),
        new("show-interface", CommandRole.Technician, "one interface of a device", read => new NocCommand.ShowInterface(read.Device("device"), read.Interface("interface")), Device, new("interface", true, "as the device writes it")),
        new("show-subscriber", CommandRole.Technician, "one subscriber of a device", read => new NocCommand.ShowSubscriber(read.Device("device"), read.Subscriber("subscriber")), Device, new("subscriber", true, "address, MAC or login name")),
        new("pause", CommandRole.Technician, "leave a device alone, so that a person can work in it",
            read => new NocCommand.Pause(read.Device("device"), TimeSpan.FromMinutes(read.Integer("minutes", 30, 1, (int)LongestPause.TotalMinutes))), Device, new("minutes", false, "1 to 480, else 30")),
        new("resume", CommandRole.Technician, "end a pause", read => new NocCommand.Resume(read.Device("device")), Device),
        new("panel-test", CommandRole.Technician, "light all lamps and sound the buzzer", _ => new NocCommand.PanelTest()),
        new("silence-buzzer", CommandRole.Technician, "silence the buzzer about what stands now", _ => new NocCommand.SilenceBuzzer()),
        new("log", CommandRole.Noc, "the last lines of the agent's log", read => new NocCommand.Log(read.Integer("lines", 100, 1, 1000)), new CommandParameter("lines", false, "1 to 1000, else 100")),
        new("support", CommandRole.Noc, "config, status, versions, log: what is needed to find out what is wrong", _ => new NocCommand.Support()),
        new("try", CommandRole.Admin, "ask a device once that is not in the config, or not so", read => new NocCommand.Try(read.Entry("entry"), read.Sealed("password")),
            new("entry", true, "its entry as the config has it, in JSON"), new("password", false, "sealed to the site's machine, in base64")) { Level = 2 },
        new("restart", CommandRole.Noc, "end the agent in good order and start it again", _ => new NocCommand.Restart()),
    ];

    public static CommandSpec? Find(string name) => All.FirstOrDefault(spec => spec.Name == name);

    /// <summary>Whether somebody may ask for it.</summary>
    public static bool Allows(CommandRole role, CommandSpec spec) => role >= spec.Role;

    /// <summary>Makes the command of its arguments; all that is wrong with them at once.</summary>
    public static CommandRead Read(CommandSpec spec, IReadOnlyDictionary<string, string> arguments)
    {
        var reader = new ArgumentReader(arguments);
        var command = spec.Read(reader);
        var problems = reader.Finish(spec);
        return new(problems.Count == 0 ? command : null, problems);
    }
}
