using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Agent.Devices;

/// <summary>A driver's own part of a config entry.</summary>
public interface IDriverOptions
{
    /// <summary>The box's host name or address, for the ping that tells a dead box from a dead web page; null when there is none to ping.</summary>
    string? Host => null;

    /// <summary>The TCP port of its management, which is knocked at where a ping gets no answer; null when there is none.</summary>
    int? Port => null;

    /// <summary>The login's user; null without a login.</summary>
    string? User => null;

    /// <summary>The login's password; null without a login.</summary>
    SecretSource? Password => null;

    /// <summary>How often optics are stored; null where the device has none. Detection sees every poll all the same.</summary>
    TimeSpan? OpticsInterval => null;

    /// <summary>The ids of the devices that one entry stands for; empty when it is one device, named by the entry itself.</summary>
    IReadOnlyList<string> MemberIds => [];
}

/// <summary>What drivers get from outside.</summary>
/// <param name="Time">For waits between requests.</param>
/// <param name="Pinger">Shared by all: one ICMP socket is enough.</param>
/// <param name="Recorder">Is told what the device answers; null, as in a running agent, when nobody wants to know.</param>
public sealed record DriverContext(TimeProvider Time, IPinger Pinger, IExchangeRecorder? Recorder = null)
{
    /// <summary>The agent's state directory, where a driver may keep what must outlive it, as a pinned host key.</summary>
    public string StateDir { get; init; } = Path.Combine(Path.GetTempPath(), "edgenoc-agent");
}

/// <summary>A pure parser of one kind of capture, for the verb <c>parse</c> and the walk over the captures.</summary>
/// <param name="Name">What the capture shows, as <c>onu-table</c>.</param>
/// <param name="Parse">From bytes, as they came from the device, to a reading or a closed error.</param>
public sealed record CaptureParser(string Name, Func<ReadOnlyMemory<byte>, PollResult> Parse)
{
    /// <summary>The same with the command as it was sent, where an answer does not say what it is about; null where it does.</summary>
    public Func<string, ReadOnlyMemory<byte>, PollResult>? ParseAsked { get; init; }

    /// <summary>Reads a capture of <paramref name="command"/>; null when nobody says what was sent.</summary>
    public PollResult ParseFor(string? command, ReadOnlyMemory<byte> capture) =>
        command is not null && ParseAsked is { } parseAsked ? parseAsked(command, capture) : Parse(capture);
}

/// <summary>Reads a line of a device's log; null for one that is not about an ONU. Pure, and never throws.</summary>
public delegate OnuLogLine? LogLineReader(ReadOnlySpan<byte> line);

/// <summary>A driver as the registry knows it.</summary>
public sealed record DriverDefinition
{
    /// <summary>The word in the config: <c>hioso-epon</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>olt, router, bng, ont</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The tag <c>vendor</c>; null when the driver does not know.</summary>
    public string? Vendor { get; init; }

    /// <summary>The key that names an entry: <c>id</c>, or <c>group</c> where an entry is many devices.</summary>
    public string IdKey { get; init; } = "id";

    /// <summary>Default of <c>interval_s</c>.</summary>
    public TimeSpan DefaultInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads the driver's own keys; problems go into the section's list.</summary>
    public required Func<ConfigSection, IDriverOptions> ReadOptions { get; init; }

    /// <summary>Makes the driver of one entry.</summary>
    public required Func<DeviceConfig, DriverContext, IDriver> Create { get; init; }

    /// <summary>What of it stands on descriptions and not on captures of real boxes, for the verb <c>check</c>; null where captures stand behind what it reads.</summary>
    public string? Unproven { get; init; }

    /// <summary>How the box's syslog reads; null where none is read.</summary>
    public LogLineReader? ReadLogLine { get; init; }

    /// <summary>The first is the default of <c>parse</c>.</summary>
    public IReadOnlyList<CaptureParser> Parsers { get; init; } = [];

    /// <summary>The parser of a command as people write it: with arguments or a query behind it, with or without <c>/print</c>. Null for one that this driver does not know.</summary>
    public CaptureParser? ParserOf(string command)
    {
        var plain = Plain(command);
        return Parsers.FirstOrDefault(parser => Plain(parser.Name) == plain)
            ?? Parsers.Where(parser => !parser.Name.StartsWith('/') && $"{plain}/".StartsWith($"{Plain(parser.Name)}/", StringComparison.OrdinalIgnoreCase)).MaxBy(parser => parser.Name.Length);
    }

    private static string Plain(string command)
    {
        var path = string.Join('/', command.Split('?', '=')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)).Trim('/');
        return path.EndsWith("/print", StringComparison.Ordinal) ? path[..^"/print".Length] : path;
    }

    /// <summary>Where names, accounts and serial numbers stand in a recorded answer, in order: the verb <c>capture</c> masks them.</summary>
    public Func<ReadOnlyMemory<byte>, IReadOnlyList<(int Start, int Length)>> CustomerTexts { get; init; } = _ => [];
}
