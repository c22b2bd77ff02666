using System.Globalization;
using EdgeNoc.Agent.Devices.MikroTik.Menus;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.MikroTik;

/// <summary>Each menu that becomes records, by its command: for the verb <c>parse</c> and the walk over the captures.</summary>
internal static class RouterParsers
{
    public static IReadOnlyList<CaptureParser> All { get; } =
    [
        Of(RouterCommand.Resource, (dialog, drops) => new Reading { Device = SystemMenus.Resource(dialog.Rows, drops) }),
        Of(RouterCommand.Identity, (dialog, drops) => new Reading { Device = SystemMenus.Identity(dialog.Rows, drops) is { } name ? new DeviceRecord { Identity = name } : null }),
        Of(RouterCommand.Routerboard, (dialog, drops) => new Reading { Device = SystemMenus.Routerboard(dialog.Rows, drops) }),
        Of(RouterCommand.Health, Health),
        Of(RouterCommand.Interfaces, (dialog, drops) => new Reading { Interfaces = InterfaceMenu.Parse(dialog.Rows, drops).Lasting }),
        Of(RouterCommand.EthernetMonitor, Ethernet),
        Of("/interface/monitor-traffic", (dialog, drops) => new Reading { Interfaces = InterfaceMenu.Traffic(dialog.Rows, dialog.Asked, drops) }),
        Of(RouterCommand.PppActive, PppActive),
        Of(RouterCommand.PppSecrets, PppSecrets),
        Of(RouterCommand.HotspotActive, (dialog, drops) => Listed(RouterTables.HotspotActive.Parse(dialog.Rows, drops), CountMenus.Hotspot(dialog.Rows))),
        Of(RouterCommand.HotspotHosts, (dialog, drops) => Listed(RouterTables.HotspotHosts.Parse(dialog.Rows, drops), CountMenus.Hosts(dialog.Rows, drops))),
        Of("/ip/hotspot/user/print", (dialog, drops) => new Reading { Sessions = [CountMenus.HotspotUsers(dialog.Rows, drops)] }),
        Of(RouterCommand.DhcpLeases, (dialog, drops) => Listed(RouterTables.DhcpLeases.Parse(dialog.Rows, drops), CountMenus.Leases(dialog.Rows, drops))),
        Of(RouterCommand.SimpleQueues, (dialog, drops) => new Reading { Queues = CountMenus.Queues(dialog.Rows, drops), Tables = [RouterTables.Queues.Parse(dialog.Rows, drops)] }),
        Of(RouterCommand.Pools, (dialog, drops) => new Reading { IpPools = PoolMenu.Parse(dialog.Rows, null, drops) }),
        Of(RouterCommand.UsedAddresses, (dialog, drops) => new Reading { IpPools = PoolMenu.Used(dialog.Rows, drops) }),
        Of(RouterCommand.WirelessV6, (dialog, drops) => Listed(RouterTables.WirelessV6.Parse(dialog.Rows, drops), CountMenus.Wireless(dialog.Rows, drops))),
        Of(RouterCommand.WirelessV7, (dialog, drops) => Listed(RouterTables.WirelessV7.Parse(dialog.Rows, drops), CountMenus.Wireless(dialog.Rows, drops))),
        Of(RouterCommand.WirelessWave2, (dialog, drops) => Listed(RouterTables.WirelessV7.Parse(dialog.Rows, drops), CountMenus.Wireless(dialog.Rows, drops))),
        Of(RouterCommand.CapsMan, (dialog, drops) => Listed(RouterTables.CapsMan.Parse(dialog.Rows, drops), CountMenus.Wireless(dialog.Rows, drops))),
        Of(RouterCommand.Addresses, (dialog, drops) => new Reading { Tables = [RouterTables.Addresses.Parse(dialog.Rows, drops)] }),
        Of(RouterCommand.Log, (dialog, drops) => new Reading { Tables = [RouterTables.Log.Parse(dialog.Rows, drops)] }),
    ];

    private static CaptureParser Of(RouterCommand command, Func<CapturedDialog, Drops, Reading> parse) => Of(command.Path, parse);

    private static CaptureParser Of(string path, Func<CapturedDialog, Drops, Reading> parse) => new(path, bytes =>
    {
        var dialog = CaptureText.Read(bytes);
        if (dialog.Replies == 0) return Failed("this is no answer of a RouterOS API", "a capture is the reply's sentences, one word a line (!re, =name=value) and a blank line after each");
        if (dialog.Rows.Count == 0 && dialog.Traps is [var trap, ..]) return new PollResult.Failed(new PollError(PollErrorKind.Unsupported, $"the router refused: {trap.Message}", "see that the user may read, and that this version has the menu"));
        if (dialog.Fatal is { } fatal) return Failed($"the router ended the session in the middle: {fatal}", "take the capture again: what stands here is not the whole answer");
        var drops = new Drops();
        var reading = parse(dialog, drops) with { Dropped = drops.Count };
        return dialog.Rows.Count > 0 && drops.Count >= dialog.Rows.Count && IsEmpty(reading)
            ? Failed(string.Create(CultureInfo.InvariantCulture, $"none of the {dialog.Rows.Count} sentences is a row of {path}"), "check that --command is the command that was answered")
            : new PollResult.Read(reading);
    });

    /// <summary>A list of rows that all made no sense counts nobody.</summary>
    private static Reading Listed(DeviceTable table, SessionsRecord count) => new() { Tables = [table], Sessions = [count] };

    private static bool IsEmpty(Reading reading) =>
        reading.Device is null && reading.Tables.All(table => table.Rows.Count == 0) && !reading.Parts().Any(part => part is not SessionsRecord);

    private static Reading Health(CapturedDialog dialog, Drops drops)
    {
        var health = HealthMenu.Parse(dialog.Rows, drops);
        return new Reading { Sensors = health.Sensors, Device = health.TempC is null && health.VoltageV is null ? null : new DeviceRecord { TempC = health.TempC, VoltageV = health.VoltageV } };
    }

    private static Reading Ethernet(CapturedDialog dialog, Drops drops)
    {
        var look = EthernetMonitorMenu.Parse(dialog.Rows, dialog.Asked, drops);
        return new Reading { Optics = look.Optics, Interfaces = [.. look.SpeedBps.Select(port => new InterfaceRecord { Interface = port.Key, SpeedBps = port.Value })] };
    }

    private static Reading PppActive(CapturedDialog dialog, Drops drops)
    {
        var sessions = PppMenus.Active(dialog.Rows, drops);
        return new Reading { Sessions = [PppTables.Count(sessions)], Tables = [PppTables.Active(sessions, [])] };
    }

    /// <summary>Who is online stands in another menu, so that only total and disabled are known.</summary>
    private static Reading PppSecrets(CapturedDialog dialog, Drops drops)
    {
        var secrets = PppMenus.Secrets(dialog.Rows, drops);
        return new Reading { Sessions = [new SessionsRecord { Service = "ppp_accounts", Total = secrets.Count, Disabled = secrets.Count(secret => secret.IsDisabled) }], Tables = [PppTables.Accounts(secrets, [], null).Table] };
    }

    private static PollResult.Failed Failed(string detail, string remedy) => new(new PollError(PollErrorKind.ParseFailed, detail, remedy));
}
