using System.Text;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>Lines of the box's log, from syslog or its web page.</summary>
/// <remarks>
/// <code>
/// &lt;14>Jan 18 14:53:57 OLT EPON: Onu 0/1/1:4 c0:f6:ec:1e:ff:da dying-gasp
/// Jan 18 14:53:57 EPON: Slot 0/1/1:4 Onu c0:f6:ec:1e:ff:da[Na] Lost
/// Jan 18 14:54:45 EPON: Onu 0/1/1:4 c0:f6:ec:1e:ff:da [Na] Discovery
/// </code>
/// The name in brackets is the customer's, who may be called "x] Lost": only what stands before the first bracket and after the last one counts.
/// </remarks>
internal static class HiosoLogLine
{
    /// <summary>Null for a line that is about something else.</summary>
    public static OnuLogLine? Read(ReadOnlySpan<byte> line)
    {
        var at = line.IndexOf("EPON:"u8);
        if (at < 0) return null;
        var text = CellValue.Trim(line[(at + "EPON:"u8.Length)..]).TrimEnd((byte)0);
        var (opens, closes) = (text.IndexOf((byte)'['), text.LastIndexOf((byte)']'));
        var ending = CellValue.Trim(closes < 0 ? text[(text.LastIndexOf((byte)' ') + 1)..] : text[(closes + 1)..]);
        if (Kind(ending) is not { } kind) return null;

        string? onu = null, mac = null;
        var words = opens < 0 ? text : text[..opens];
        foreach (var range in words.Split((byte)' '))
        {
            var word = words[range];
            if (onu is null && OnuId.TryParse(word, out _)) onu = Encoding.ASCII.GetString(word);
            else mac ??= MacAddress.Format(word);
        }

        return onu is null && mac is null ? null : new OnuLogLine(kind, onu, mac);
    }

    private static OnuLogKind? Kind(ReadOnlySpan<byte> word) =>
        Ascii.EqualsIgnoreCase(word, "dying-gasp"u8) ? OnuLogKind.DyingGasp
        : Ascii.EqualsIgnoreCase(word, "Lost"u8) ? OnuLogKind.Lost
        : Ascii.EqualsIgnoreCase(word, "Discovery"u8) ? OnuLogKind.Discovered
        : null;
}
