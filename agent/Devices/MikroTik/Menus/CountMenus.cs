using EdgeNoc.Agent.Devices.MikroTik.Api;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.MikroTik.Menus;

/// <summary>Menus of which the numbers are wanted: hosts, leases, clients, queues.</summary>
internal static class CountMenus
{
    public static SessionsRecord Hotspot(IReadOnlyList<Sentence> active) => new() { Service = "hotspot", Active = active.Count };

    /// <summary>Hosts and how many of them are let through: authorised by login, or bypassed by MAC, which never shows among the active.</summary>
    public static SessionsRecord Hosts(IReadOnlyList<Sentence> rows, Drops drops) => new()
    {
        Service = "hotspot",
        Total = rows.Count,
        Authenticated = rows.Select(sentence => new MenuRow(sentence, drops)).Count(row => row.IsSet("authorized"u8) || row.IsSet("bypassed"u8)),
    };

    /// <summary>The hotspot's accounts, for <c>parse</c> alone: a router may hold many thousands of vouchers, which say nothing of who is there.</summary>
    public static SessionsRecord HotspotUsers(IReadOnlyList<Sentence> rows, Drops drops)
    {
        var users = rows.Select(sentence => new MenuRow(sentence, drops)).Where(HasName).ToList();
        return new() { Service = "hotspot", Total = users.Count, Disabled = users.Count(user => user.IsSet("disabled"u8)) };

        static bool HasName(MenuRow row)
        {
            if (row.Text("name"u8) is not null) return true;
            row.DropRow();
            return false;
        }
    }

    public static SessionsRecord Leases(IReadOnlyList<Sentence> rows, Drops drops) => new()
    {
        Service = "dhcp",
        Total = rows.Count,
        Active = rows.Count(sentence => new MenuRow(sentence, drops).Is("status"u8, "bound"u8)),
    };

    public static SessionsRecord Wireless(IReadOnlyList<Sentence> rows, Drops drops) => new()
    {
        Service = "wireless",
        // An access point in the list is the way up, no client.
        Active = rows.Count(sentence => !new MenuRow(sentence, drops).IsSet("ap"u8)),
    };

    /// <summary>Queues that an operator made. <c>rate=UPLOAD/DOWNLOAD</c> as its target sees it.</summary>
    public static IReadOnlyList<QueueRecord> Queues(IReadOnlyList<Sentence> rows, Drops drops)
    {
        var queues = new List<QueueRecord>();
        foreach (var sentence in rows)
        {
            var row = new MenuRow(sentence, drops);
            if (row.IsSet("dynamic"u8) || row.IsSet("disabled"u8)) continue;
            if (row.Text("name"u8) is not { } name)
            {
                row.DropRow();
                continue;
            }

            if (name.StartsWith('<')) continue;
            var (rate, dropped) = (row.Rates("rate"u8), row.Pair("dropped"u8, '/'));
            queues.Add(new QueueRecord { Queue = name, InBps = rate.First, OutBps = rate.Second, InDrops = dropped.First, OutDrops = dropped.Second });
        }

        return queues;
    }
}
