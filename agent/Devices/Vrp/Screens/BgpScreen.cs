using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Vrp.Screens;

/// <summary><c>display bgp peer</c> and <c>display bgp all summary</c>: the columns are found by their titles.</summary>
internal static partial class BgpScreen
{
    public static Reading Parse(VrpAnswer answer)
    {
        var peers = new Dictionary<string, BgpPeerRecord>(StringComparer.Ordinal);
        string[]? columns = null;
        string family = "", vpn = "";
        string? alone = null;
        var dropped = 0;
        foreach (var line in answer.Lines)
        {
            if (Family().Match(line) is { Success: true } section) (family, vpn) = (Prefix(section.Groups["family"].Value), "");
            else if (Vpn().Match(line) is { Success: true } instance) vpn = $"vpn/{instance.Groups["vpn"].Value}/";
            var words = VrpValue.Words(line);
            if (words is ["Peer", ..] && words.Contains("State"))
            {
                columns = words;
                continue;
            }

            if (columns is null || words.Length == 0 || (alone is null && !IsAddress(words[0]))) continue;
            // A long IPv6 address has a line of its own.
            if (words.Length == 1)
            {
                alone = words[0];
                continue;
            }

            if (alone is not null) words = [alone, .. words];
            alone = null;
            if (Row(columns, words) is { } row)
            {
                var name = $"{(vpn.Length > 0 ? vpn : family)}{row.Peer}";
                peers.TryAdd(name, row with { Peer = name });
            }
            else
            {
                dropped++;
            }
        }

        return new Reading { BgpPeers = [.. peers.Values], Dropped = dropped };
    }

    private static BgpPeerRecord? Row(string[] columns, string[] words)
    {
        // "No neg": the session stands, this family was not agreed on.
        if (words.Length == columns.Length + 1 && Array.IndexOf(words, "No") is > 0 and var no && words[no + 1] == "neg") words = [.. words[..no], "No neg", .. words[(no + 2)..]];
        if (words.Length != columns.Length) return null;
        string? Cell(string name) => Array.IndexOf(columns, name) is >= 0 and var index ? words[index] : null;
        if (Cell("State") is not { } state || !char.IsAsciiLetter(state[0])) return null;
        var isUp = state.StartsWith("Establish", StringComparison.OrdinalIgnoreCase);
        return new BgpPeerRecord
        {
            // A star: the peer came by itself.
            Peer = words[0].TrimStart('*'),
            Up = isUp,
            State = state,
            As = Cell("AS") is { } system ? VrpValue.AutonomousSystem(system) : null,
            Prefixes = isUp && (Cell("PrefRcv") ?? Cell("RtRcv")) is { } prefixes ? VrpValue.Count(prefixes) : null,
            UptimeS = isUp && Cell("Up/Down") is { } age ? VrpValue.Age(age) : null,
        };
    }

    /// <summary>The plain families' peers have plain names; the same address in another family is another session's worth of routes.</summary>
    /// <remarks><c>Vpnv4 All</c> is <c>vpnv4/</c>, <c>L2vpn EVPN</c> is <c>l2vpn-evpn/</c>.</remarks>
    private static string Prefix(string family) => family.Contains("Unicast", StringComparison.OrdinalIgnoreCase)
        ? ""
        : $"{string.Join('-', VrpValue.Words(family).Where(word => !word.Equals("All", StringComparison.OrdinalIgnoreCase))).ToLowerInvariant()}/";

    private static bool IsAddress(string word) => System.Net.IPAddress.TryParse(word.TrimStart('*'), out _) && (word.Contains('.', StringComparison.Ordinal) || word.Contains(':', StringComparison.Ordinal));

    [GeneratedRegex(@"^\s*Address Family\s*:\s*(?<family>\S.{0,40})$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Family();

    [GeneratedRegex(@"^\s*VPN-Instance\s+(?<vpn>[^\s,]{1,31})\s*,", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Vpn();
}
