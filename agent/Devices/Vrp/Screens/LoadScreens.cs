using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Vrp.Screens;

/// <summary><c>display cpu-usage</c> and <c>display memory-usage</c>: the main board's, in the words of VRP5, VRP8 and the data centre switches.</summary>
internal static partial class LoadScreens
{
    public static Reading Cpu(VrpAnswer answer) =>
        (First(answer, Now()) ?? First(answer, FiveSeconds())) is { } load ? new Reading { Device = new DeviceRecord { CpuPct = load } } : new Reading();

    public static Reading Memory(VrpAnswer answer)
    {
        var percent = First(answer, Used()) ?? (First(answer, TotalBytes(), 1e15) is > 0 and var total && First(answer, UsedBytes(), total) is { } used ? Math.Round(used * 100 / total, 1) : null);
        return percent is null ? new Reading() : new Reading { Device = new DeviceRecord { MemUsedPct = percent } };
    }

    private static double? First(VrpAnswer answer, Regex pattern, double maximum = 100) =>
        answer.Lines.Select(line => pattern.Match(line)).Where(match => match.Success).Select(match => VrpValue.Between(VrpValue.Number(match.Groups["value"].ValueSpan), 0, maximum)).FirstOrDefault(value => value is not null);

    // System cpu use rate is : 54% / CPU Usage            : 11% Max: 38% / System CPU Using Percentage :  17% / System CPU usage is:  9%
    [GeneratedRegex(@"^\s*(?:System\s+)?cpu\s+(?:use\s+rate|usage|using\s+percentage)\s*(?:is)?\s*:?\s*(?<value>\d{1,3}(?:\.\d+)?)\s*%", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Now();

    [GeneratedRegex(@"cpu\s+utilization\s+for\s+five\s+seconds\s*:\s*(?<value>\d{1,3}(?:\.\d+)?)\s*%", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex FiveSeconds();

    // Memory Using Percentage Is: 22% / Memory Using Percentage:  35%
    [GeneratedRegex(@"memory\s+(?:using\s+percentage|usage|use\s+rate)\s*(?:is)?\s*:?\s*(?<value>\d{1,3}(?:\.\d+)?)\s*%", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Used();

    [GeneratedRegex(@"system\s+total\s+memory\s*(?:is)?\s*:?\s*(?<value>\d{1,15})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex TotalBytes();

    [GeneratedRegex(@"total\s+memory\s+used\s*(?:is)?\s*:?\s*(?<value>\d{1,15})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex UsedBytes();
}
