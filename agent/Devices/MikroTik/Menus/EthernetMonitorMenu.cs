using EdgeNoc.Agent.Devices.MikroTik.Api;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.MikroTik.Menus;

/// <summary>What a look at the ports gave.</summary>
/// <param name="Optics">Of ports with a module that measures itself, also without link: that is when it is wanted.</param>
/// <param name="SpeedBps">By interface, of ports with link.</param>
internal sealed record EthernetLook(IReadOnlyList<OpticRecord> Optics, IReadOnlyDictionary<string, long> SpeedBps);

/// <summary><c>/interface/ethernet/monitor</c>: rows in the order of the request; old versions leave out the name.</summary>
internal static class EthernetMonitorMenu
{
    public static EthernetLook Parse(IReadOnlyList<Sentence> rows, IReadOnlyList<string> asked, Drops drops)
    {
        var optics = new List<OpticRecord>();
        var speeds = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (index, sentence) in rows.Index())
        {
            var row = new MenuRow(sentence, drops);
            var name = row.Text("name"u8) ?? (index < asked.Count ? asked[index] : null);
            if (name is null)
            {
                row.DropRow();
                continue;
            }

            if (row.Is("status"u8, "link-ok"u8) && row.BitsPerSecond("rate"u8) is > 0 and var speed) speeds[name] = speed;
            if (row.Flag("sfp-module-present"u8) == false) continue;
            var optic = new OpticRecord
            {
                Interface = name,
                RxDbm = row.Measured("sfp-rx-power"u8, -60, 20),
                TxDbm = row.Measured("sfp-tx-power"u8, -60, 20),
                TempC = row.Measured("sfp-temperature"u8, -60, 150),
                VoltageV = row.Measured("sfp-supply-voltage"u8, 0, 20),
                BiasMa = row.Measured("sfp-tx-bias-current"u8, 0, 1000),
            };
            if (optic != new OpticRecord { Interface = name }) optics.Add(optic);
        }

        return new EthernetLook(optics, speeds);
    }
}
