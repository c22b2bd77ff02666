using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Agent.Devices.Vrp;

/// <summary>
/// All that can be said to a VRP box: nobody else makes one, and each is checked once more when it is made. So neither a config nor a request can have anything sent
/// that does not begin with <c>display</c>, and nothing with a second command behind a <c>;</c>, a <c>|</c> or a line's end.
/// </summary>
internal sealed partial record VrpCommand
{
    private VrpCommand(string text) => Text = IsHarmless(text) ? text : throw new ArgumentException($"\"{text}\" is nothing that may be said to a box", nameof(text));

    /// <summary>The line that is sent.</summary>
    public string Text { get; }

    public static VrpCommand NoPaging { get; } = new("screen-length 0 temporary");

    public static VrpCommand Quit { get; } = new("quit");

    public static VrpCommand Version { get; } = new("display version");

    public static VrpCommand CpuUsage { get; } = new("display cpu-usage");

    public static VrpCommand MemoryUsage { get; } = new("display memory-usage");

    public static VrpCommand Health { get; } = new("display health");

    public static VrpCommand Device { get; } = new("display device");

    public static VrpCommand Temperature { get; } = new("display temperature");

    public static VrpCommand TemperatureAll { get; } = new("display temperature all");

    public static VrpCommand Power { get; } = new("display power");

    public static VrpCommand Fan { get; } = new("display fan");

    public static VrpCommand InterfaceBrief { get; } = new("display interface brief");

    public static VrpCommand Interfaces { get; } = new("display interface");

    public static VrpCommand EthernetBrief { get; } = new("display interface ethernet brief");

    public static VrpCommand OpticalBrief { get; } = new("display optical-module brief");

    public static VrpCommand AccessUser { get; } = new("display access-user");

    public static VrpCommand AccessUserTotal { get; } = new("display access-user online-total-number");

    public static VrpCommand AccessUserSlot { get; } = new("display access-user slot");

    public static VrpCommand AccessUserUsage { get; } = new("display access-user resource-usage");

    public static VrpCommand Domain { get; } = new("display domain");

    public static VrpCommand PoolUsage { get; } = new("display ip-pool pool-usage");

    public static VrpCommand Pool { get; } = new("display ip pool");

    public static VrpCommand BgpPeer { get; } = new("display bgp peer");

    public static VrpCommand BgpAllSummary { get; } = new("display bgp all summary");

    public static VrpCommand AlarmsVerbose { get; } = new("display alarm active verbose");

    public static VrpCommand Alarms { get; } = new("display alarm active");

    public static VrpCommand AlarmsAll { get; } = new("display alarm all");

    public static VrpCommand OnlineFails { get; } = new("display aaa online-fail-record");

    public static VrpCommand OnlineFailsBrief { get; } = new("display aaa online-fail-record brief");

    /// <summary>The users of one slot, counted by how they authenticated.</summary>
    public static VrpCommand AccessUsersOf(int slot) => new(string.Create(CultureInfo.InvariantCulture, $"display access-user slot {slot}"));

    /// <summary>One interface in full; null for what is no name of one.</summary>
    public static VrpCommand? InterfaceOf(string name) => InterfaceName().IsMatch(name) ? new($"display interface {name}") : null;

    /// <summary>One subscriber in full, by whatever he is looked for; null for an address that such a box is not asked for, as <c>::1</c>.</summary>
    public static VrpCommand? SubscriberOf(Subscriber subscriber)
    {
        var line = subscriber switch
        {
            Subscriber.ByAddress { Address: { AddressFamily: AddressFamily.InterNetworkV6 } address } => $"display access-user ipv6-address {address}",
            Subscriber.ByAddress { Address: var address } => $"display access-user ip-address {address}",
            // 00:1A:2B:3C:4D:5E is 001a-2b3c-4d5e here.
            Subscriber.ByMac { Text: var mac } => $"display access-user mac-address {string.Join('-', mac.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant().Chunk(4).Select(four => new string(four)))}",
            Subscriber.ByName { Text: var name } => $"display access-user username {name}",
            _ => "",
        };
        return IsHarmless(line) ? new(line) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Whether a line may be sent at all.</summary>
    public static bool IsHarmless(string line) => line.Length <= 120 && HarmlessLine().IsMatch(line);

    // \z, not $: a line feed at the end would be a second line.
    [GeneratedRegex(@"\A(?:display(?: [A-Za-z0-9][A-Za-z0-9/:.\-]*){1,8}|display access-user username [A-Za-z0-9][A-Za-z0-9._@+\-]{0,63}|screen-length 0 temporary|quit)\z", RegexOptions.CultureInvariant)]
    private static partial Regex HarmlessLine();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9\-]{0,31}(?:/?[0-9]{1,5}){0,4}(?:[.:][0-9]{1,5}){0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex InterfaceName();
}
