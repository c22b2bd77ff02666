using EdgeNoc.Agent.Devices.MikroTik.Api;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.MikroTik.Menus;

/// <summary>What <c>/interface</c> lists.</summary>
/// <param name="Lasting">What an operator made or plugged in.</param>
/// <param name="Ethernet">Names of those that can be asked for speed and optics.</param>
/// <param name="OfSessions">The counters of interfaces that live as long as a session, by name (<c>&lt;pppoe-NAME&gt;</c>): they become rows of a table, never tags.</param>
internal sealed record InterfaceList(IReadOnlyList<InterfaceRecord> Lasting, IReadOnlyList<string> Ethernet, IReadOnlyDictionary<string, ByteCount> OfSessions);

/// <summary>Counters of an interface; the router receives what a subscriber sends.</summary>
internal readonly record struct ByteCount(long Rx, long Tx);

/// <summary><c>/interface</c>, <c>/interface/ethernet/monitor</c> and <c>/interface/monitor-traffic</c>.</summary>
internal static class InterfaceMenu
{
    public static InterfaceList Parse(IReadOnlyList<Sentence> rows, Drops drops)
    {
        var lasting = new List<InterfaceRecord>();
        var ethernet = new List<string>();
        var sessions = new Dictionary<string, ByteCount>(StringComparer.Ordinal);
        foreach (var sentence in rows)
        {
            var row = new MenuRow(sentence, drops);
            if (row.Text("name"u8) is not { } name)
            {
                row.DropRow();
                continue;
            }

            var type = row.Text("type"u8);
            var (rx, tx) = (row.Count("rx-byte"u8), row.Count("tx-byte"u8));
            if (IsOfSession(name, type, row.IsSet("dynamic"u8)))
            {
                if (rx is not null && tx is not null) sessions[name] = new ByteCount(rx.Value, tx.Value);
                continue;
            }

            var isDisabled = row.IsSet("disabled"u8);
            if (type == "ether" && !isDisabled) ethernet.Add(name);
            lasting.Add(new InterfaceRecord
            {
                Interface = name,
                Up = isDisabled ? false : row.Flag("running"u8),
                IsDisabled = isDisabled,
                RxBytes = rx,
                TxBytes = tx,
                RxErrors = row.Count("rx-error"u8),
                TxErrors = row.Count("tx-error"u8),
                RxDrops = row.Count("rx-drop"u8),
                TxDrops = row.Count("tx-drop"u8),
                LinkDowns = row.Count("link-downs"u8),
            });
        }

        return new InterfaceList(lasting, ethernet, sessions);
    }

    /// <summary>Rates of the moment: rows in the order of the request, without a name in version 4.</summary>
    public static IReadOnlyList<InterfaceRecord> Traffic(IReadOnlyList<Sentence> rows, IReadOnlyList<string> asked, Drops drops)
    {
        var records = new List<InterfaceRecord>();
        foreach (var (index, sentence) in rows.Index())
        {
            var row = new MenuRow(sentence, drops);
            var name = row.Text("name"u8) ?? (asked.Count > 0 ? asked[index % asked.Count] : null);
            if (name is null || name.StartsWith('<')) row.DropRow();
            else records.Add(new InterfaceRecord { Interface = name, RxBps = row.Count("rx-bits-per-second"u8), TxBps = row.Count("tx-bits-per-second"u8) });
        }

        return records;
    }

    private static bool IsOfSession(string name, string? type, bool isDynamic) =>
        name.StartsWith('<') || (isDynamic && type is not null && type.EndsWith("-in", StringComparison.Ordinal));
}
