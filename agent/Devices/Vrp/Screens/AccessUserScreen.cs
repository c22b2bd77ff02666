using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Vrp.Screens;

/// <summary>
/// <c>display access-user</c> and its kin: how many subscribers are online, in all, by kind and by domain. A domain is what pools are listed by: its subscribers are
/// what it uses. Who they are is read from none of them.
/// </summary>
internal static partial class AccessUserScreen
{
    /// <summary>Totals with the table of domains; or the list of a few users with its footer.</summary>
    public static Reading Parse(VrpAnswer answer)
    {
        long? total = null, authenticated = null, normal = null;
        var stated = new Dictionary<string, long>(StringComparer.Ordinal);
        var listed = new Dictionary<string, long>(StringComparer.Ordinal);
        var domains = new List<IpPoolRecord>();
        var inDomains = false;
        foreach (var line in answer.Lines)
        {
            if (NobodyOnline().IsMatch(line)) total = 0;
            else if (line.Contains("Online-user", StringComparison.OrdinalIgnoreCase)) inDomains = true;
            else if (AccessType().Match(line) is { Success: true } user) Add(listed, user.Groups["type"].Value);
            else if (Fact().Match(line) is { Success: true } fact)
            {
                var count = VrpValue.Count(fact.Groups["count"].ValueSpan);
                switch (Words().Replace(fact.Groups["key"].Value, " ").ToLowerInvariant())
                {
                    case "pppoe users" or "ppp users":
                        if (count is { } ppp) stated["pppoe"] = ppp;
                        break;
                    case "ipoe users":
                        if (count is { } ipoe) stated["ipoe"] = ipoe;
                        break;
                    case "total users" or "total user" or "total online users" or "online users" or "total user number" or "total online user number":
                        total ??= count;
                        break;
                    case "authentication success":
                        authenticated ??= count;
                        break;
                    case "normal users":
                        normal ??= count;
                        break;
                    default:
                        if (inDomains && count is not null) domains.Add(new IpPoolRecord { Pool = fact.Groups["key"].Value, Used = count });
                        break;
                }
            }
        }

        total ??= normal;
        if (total is null) return new Reading { IpPools = domains };
        // A list that was cut, by a pager or at its "show more?", counts only some of the users.
        var services = stated.Count > 0 ? stated : listed.Values.Sum() == total ? listed : [];
        return new Reading
        {
            Sessions = [new SessionsRecord { Service = "all", Active = total, Authenticated = authenticated }, .. services.Select(service => new SessionsRecord { Service = service.Key, Active = service.Value })],
            IpPools = domains,
        };
    }

    /// <summary>Whether the box lists its users instead of counting them.</summary>
    public static bool IsList(VrpAnswer answer) => answer.Lines.Take(20).Any(line => ListTitle().IsMatch(line));

    /// <summary><c>display access-user slot</c>: users by how they authenticated, slot for slot; PPP is PPPoE, bind and web are IPoE.</summary>
    public static Reading Slots(VrpAnswer answer)
    {
        long? total = null, ppp = null, ipoe = null;
        foreach (var fact in answer.Lines.SelectMany(line => SlotFact().Matches(line)))
        {
            var count = VrpValue.Count(fact.Groups["count"].ValueSpan) ?? 0;
            switch (fact.Groups["key"].Value.ToLowerInvariant()[0])
            {
                case 't':
                    total = (total ?? 0) + count;
                    break;
                case 'p':
                    ppp = (ppp ?? 0) + count;
                    break;
                default:
                    ipoe = (ipoe ?? 0) + count;
                    break;
            }
        }

        return new Reading { Sessions = [.. Of("all", total), .. Of("pppoe", ppp), .. Of("ipoe", ipoe)] };
    }

    /// <summary><c>display access-user resource-usage</c>: how many there may be, by the license or the board, whichever is less.</summary>
    public static Reading Usage(VrpAnswer answer)
    {
        var rows = answer.Lines.Select(line => UserNumber().Match(line)).Where(row => row.Success)
            .Select(row => (Total: VrpValue.Count(row.Groups["total"].ValueSpan), Used: VrpValue.Count(row.Groups["used"].ValueSpan))).Where(row => row.Total > 0).ToList();
        return rows.Count == 0 ? new Reading() : new Reading { Sessions = [new SessionsRecord { Service = "all", Active = rows.Max(row => row.Used), Max = rows.Min(row => row.Total) }] };
    }

    /// <summary><c>display domain</c>: the column Online.</summary>
    public static Reading Domains(VrpAnswer answer) => new()
    {
        IpPools = [.. answer.Lines.Select(line => Domain().Match(line)).Where(row => row.Success)
            .Select(row => new IpPoolRecord { Pool = row.Groups["name"].Value, Used = VrpValue.Count(row.Groups["online"].ValueSpan) })],
    };

    private static IEnumerable<SessionsRecord> Of(string service, long? active) => active is null ? [] : [new SessionsRecord { Service = service, Active = active }];

    private static void Add(Dictionary<string, long> services, string accessType)
    {
        var service = accessType.StartsWith("PPP", StringComparison.OrdinalIgnoreCase) ? "pppoe" : "ipoe";
        services[service] = services.GetValueOrDefault(service) + 1;
    }

    [GeneratedRegex(@"^\s*(?:Info:\s*)?No online user", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NobodyOnline();

    [GeneratedRegex(@"^\s*User-?ID\s+User-?name\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ListTitle();

    // "  Total users                        : 9", "lsh                                : 9"
    [GeneratedRegex(@"^\s*(?<key>\S(?:[^:]{0,62}\S)?)\s*:\s*(?<count>\d{1,12})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Fact();

    [GeneratedRegex(@"[\s\-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    // the second line of a user: "        2910/-             -                 PPPoE"
    [GeneratedRegex(@"^\s+\S{1,16}\s+\S{1,64}\s+(?<type>PPPo[A-Z]+|PPP|IPo[A-Z]+|L2TP|802\.1X|Web)\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AccessType();

    [GeneratedRegex(@"(?<key>Total\s+user|PPP authentication|Bind authentication|Web authentication)s?\s*:\s*(?<count>\d{1,9})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex SlotFact();

    // User Num(total, used):(256000,0); the slots' lines begin with "Slot"
    [GeneratedRegex(@"^\s*User Num\s*\(total, ?used\)\s*:\s*\((?<total>\d{1,9}),\s*(?<used>\d{1,9})\)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex UserNumber();

    //   isp1                  Active         0       1045504       0       0         0
    [GeneratedRegex(@"^\s*(?<name>\S{1,64})\s+(?:Active|Block(?:ed)?)\s+\d+\s+(?:\d{1,9}|-)\s+(?<online>\d{1,9})(?:\s|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Domain();
}
