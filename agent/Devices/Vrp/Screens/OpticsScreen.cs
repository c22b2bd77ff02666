using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Vrp.Screens;

/// <summary><c>display optical-module brief</c>. A port without light says −40 dBm, which is no level that anybody measured.</summary>
internal static partial class OpticsScreen
{
    public static Reading Parse(VrpAnswer answer) => new()
    {
        Optics = [.. answer.Lines.Select(line => Row().Match(line)).Where(row => row.Success).Select(row => new OpticRecord
        {
            Interface = row.Groups["port"].Value,
            RxDbm = VrpValue.Dbm(row.Groups["rx"].ValueSpan),
            TxDbm = VrpValue.Dbm(row.Groups["tx"].ValueSpan),
        }).Where(optic => optic.RxDbm is not null || optic.TxDbm is not null)],
    };

    // ETH1/0/0    down   full   10G-10km-sfp+ 1310nm     -40.00dBm   -2.75dBm    SingleMode PT7420-81-1D-HW+: type and wavelength may be missing
    [GeneratedRegex(@"^\s*(?<port>[A-Za-z0-9]\S{1,63})\s+\S*(?:up|down)\S*\s.*?\s(?<rx>-?\d{1,3}(?:\.\d+)?dBm|--|-)\s+(?<tx>-?\d{1,3}(?:\.\d+)?dBm|--|-)(?:\s|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Row();
}
