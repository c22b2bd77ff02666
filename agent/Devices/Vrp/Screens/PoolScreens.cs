using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Vrp.Screens;

/// <summary><c>display ip-pool pool-usage</c>, a row a domain, and <c>display ip pool</c>, a paragraph a pool.</summary>
internal static partial class PoolScreens
{
    public static Reading Usage(VrpAnswer answer) => new()
    {
        IpPools = [.. answer.Lines.Select(line => UsageRow().Match(line)).Where(row => row.Success && !row.Groups["name"].Value.StartsWith("Total ", StringComparison.OrdinalIgnoreCase))
            .Select(row => Of(row.Groups["name"].Value, VrpValue.Count(row.Groups["total"].ValueSpan), VrpValue.Count(row.Groups["used"].ValueSpan), null, null))],
    };

    public static Reading Pools(VrpAnswer answer)
    {
        var pools = new List<IpPoolRecord>();
        string? name = null;
        long? total = null, used = null, free = null, conflict = null;
        foreach (var line in answer.Lines)
        {
            if (PoolName().Match(line) is { Success: true } title)
            {
                Close();
                name = title.Groups["name"].Value;
            }
            else if (line.Contains("pool Statistic", StringComparison.OrdinalIgnoreCase))
            {
                // The sum of all pools stands below the last one in the same words.
                Close();
            }

            foreach (Match fact in PoolFact().Matches(line))
            {
                var count = VrpValue.Count(fact.Groups["count"].ValueSpan);
                switch (fact.Groups["key"].Value)
                {
                    case "Total":
                        total ??= count;
                        break;
                    case "Used":
                        used ??= count;
                        break;
                    case "Free" or "Idle":
                        free ??= count;
                        break;
                    default:
                        conflict ??= count;
                        break;
                }
            }
        }

        Close();
        return new Reading { IpPools = pools };

        void Close()
        {
            if (name is not null) pools.Add(Of(name, total, used, free, conflict));
            (name, total, used, free, conflict) = (null, null, null, null, null);
        }
    }

    private static IpPoolRecord Of(string name, long? total, long? used, long? free, long? conflict) => new()
    {
        Pool = name,
        Total = total,
        Used = used,
        Free = free ?? (total - used is >= 0 and var rest ? rest : null),
        Conflict = conflict,
        UsedPct = total > 0 && used is { } part ? Math.Round(Math.Min(100, part * 100.0 / total.Value), 2) : null,
    };

    // "  default0                      10          8    80%", "  Lsh(up)       10     9    90%", "  Total statistics   84224   23540   27%"
    [GeneratedRegex(@"^\s*(?<name>\S(?:.{0,62}?\S)?)(?:\((?:up|low)\))?\s+(?<total>\d{1,12})\s+(?<used>\d{1,12})\s+\d{1,3}(?:\.\d+)?%?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex UsageRow();

    [GeneratedRegex(@"^\s*Pool-?\s?Name\s*:\s*(?<name>\S{1,64})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex PoolName();

    [GeneratedRegex(@"(?<![\w\-])(?<key>Total|Used|Free|Idle|Conflict(?:ed)?)\s*:\s*(?<count>\d{1,12})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PoolFact();
}
