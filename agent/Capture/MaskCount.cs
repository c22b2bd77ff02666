using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices;

namespace EdgeNoc.Agent.Capture;

/// <summary>How much of a capture stands for something else, and how much of a customer or a provider stands there as it came. Each thing counts once.</summary>
internal sealed partial record MaskCount(int Names, int Macs, int Addresses)
{
    public bool IsNone => Names + Macs + Addresses == 0;

    /// <summary>Counts what is masked, and what is not.</summary>
    /// <param name="driver">Knows where names, accounts and serial numbers stand.</param>
    /// <param name="answer">The bytes of the capture.</param>
    public static (MaskCount Masked, MaskCount AsItCame) Of(DriverDefinition driver, ReadOnlyMemory<byte> answer)
    {
        var text = Encoding.Latin1.GetString(answer.Span);
        var names = driver.CustomerTexts(answer).Select(place => text.Substring(place.Start, place.Length)).ToHashSet(StringComparer.Ordinal);
        var macs = CaptureMask.MacsIn(text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var addresses = CaptureMask.AddressesIn(text).ToHashSet(StringComparer.Ordinal);
        var secrets = SecretPattern().Matches(text).Select(word => word.Value).ToHashSet(StringComparer.Ordinal);
        names.ExceptWith(secrets);
        return (
            new(names.Count(CaptureMask.IsStandInName) + secrets.Count, macs.Count(CaptureMask.IsStandInMac), StandInAddressPattern().Matches(text).Select(address => address.Value).Distinct(StringComparer.Ordinal).Count()),
            new(names.Count(name => !CaptureMask.IsStandInName(name)), macs.Count(mac => !CaptureMask.IsStandInMac(mac)), addresses.Count));
    }

    /// <summary><c>12 names, 3 MAC addresses</c>; <c>nothing</c>.</summary>
    public override string ToString()
    {
        var parts = new[] { Counted(Names, "name"), Counted(Macs, "MAC address"), Counted(Addresses, "public address") }.Where(part => part.Length > 0).ToList();
        return parts.Count == 0 ? "nothing" : string.Join(", ", parts);
    }

    private static string Counted(int count, string what) =>
        count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : what.EndsWith('s') ? "es" : "s")}");

    [GeneratedRegex(@"(?<![\w-])(?:SECRET|USER)(?![\w-])", RegexOptions.CultureInvariant)]
    private static partial Regex SecretPattern();

    [GeneratedRegex(@"(?<![\w.])198\.1[89]\.\d{1,3}\.\d{1,3}(?![\w.]*\d)", RegexOptions.CultureInvariant)]
    private static partial Regex StandInAddressPattern();
}
