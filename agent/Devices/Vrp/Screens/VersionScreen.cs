using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Vrp.Screens;

/// <summary><c>display version</c>. The model stands before "uptime is", the release in the brackets behind VRP's own number.</summary>
internal static partial class VersionScreen
{
    public static Reading Parse(VrpAnswer answer)
    {
        string? version = null, model = null;
        long? uptime = null;
        foreach (var line in answer.Lines)
        {
            if (version is null && Software().Match(line) is { Success: true } software)
            {
                version = software.Groups["release"] is { Success: true } release ? release.Value : software.Groups["vrp"].Value;
            }
            else if (model is null && Box().Match(line) is { Success: true } box)
            {
                model = box.Groups["model"].Value;
                uptime = VrpValue.Uptime(box.Groups["uptime"].Value);
            }
        }

        return version is null && model is null
            ? new Reading()
            : new Reading { Device = new DeviceRecord { Version = version, Model = model, UptimeS = uptime, Identity = answer.Host } };
    }

    // VRP (R) software, Version 8.230 (NetEngine 8000 V800R023C00SPC500): the product has blanks, the release has none
    [GeneratedRegex(@"VRP\s*\(R\)\s*software,?\s*Version\s+(?<vrp>[\d.]+)(?:[^(]*\((?:[^()]*\s)?(?<release>V\d{3}R\d{3}\w*)\s*\))?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Software();

    // HUAWEI NetEngine 8000 M14 uptime is ... / Huawei AR6280 Router uptime is ... / Quidway S7706 Terabit Routing Switch uptime is ...; a board's line has a colon: "MPU 11(Master) : uptime is"
    [GeneratedRegex(@"^\s*(?:HUAWEI|Quidway)\s+(?<model>[^:]{1,60}?)(?:\s+(?:(?:Terabit\s+)?Routing\s+Switch|Router|Switch))?\s+uptime\s+is\s*:?\s*(?<uptime>.+)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Box();
}
