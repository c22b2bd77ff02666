using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Vrp.Screens;

/// <summary><c>display aaa online-fail-record</c>, in full or <c>brief</c>: why subscribers do not come online, as the table <c>log</c> that a person asked for.</summary>
internal static partial class OnlineFailScreen
{
    private static readonly HashSet<string> NoneVolatile = new(StringComparer.Ordinal);
    private static readonly string[] Columns = ["id", "name", "address", "mac", "at", "reason", "domain", "interface"];

    public static Reading Parse(VrpAnswer answer)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var fail in FactParagraphs.Read(answer, key => key is "User name"))
        {
            rows.Add([FactParagraphs.Of(fail, "User ID"), FactParagraphs.Of(fail, "User name"), FactParagraphs.Of(fail, "User IP address"), Mac(FactParagraphs.Of(fail, "User MAC")), FactParagraphs.Of(fail, "User login time", "Login time", "User online fail time", "Online fail time"), FactParagraphs.Of(fail, "Online fail reason", "User online fail reason", "User offline reason"), FactParagraphs.Of(fail, "Domain name"), FactParagraphs.Of(fail, "User access interface")]);
        }

        if (rows.Count == 0)
        {
            Match? head = null;
            foreach (var line in answer.Lines)
            {
                if (BriefRow().Match(line) is { Success: true } row) head = row;
                else if (head is not null && line.Length > 0 && line[0] == ' ' && !VrpValue.IsRule(line))
                {
                    rows.Add([head.Groups["id"].Value, head.Groups["name"].Value, FactParagraphs.Known(head.Groups["address"].Value), Mac(head.Groups["mac"].Value), "", line.Trim(), "", ""]);
                    head = null;
                }
            }
        }

        return new Reading { Tables = [new DeviceTable("log", Columns, NoneVolatile, rows)] };
    }

    /// <summary>00e0-fc12-3456, and 00-e0-fc-12-34-56 of newer releases, as all MACs are written.</summary>
    internal static string Mac(string text)
    {
        var digits = text.Replace("-", "", StringComparison.Ordinal);
        return digits.Length == 12 && digits.All(char.IsAsciiHexDigit) ? string.Join(':', digits.ToUpperInvariant().Chunk(2).Select(pair => new string(pair))) : "";
    }

    [GeneratedRegex(@"^\s*(?<id>\d{1,10})\s+(?<name>\S{1,253})\s+(?<address>\S{1,45})\s+(?<mac>[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}|(?:[0-9A-Fa-f]{2}-){5}[0-9A-Fa-f]{2}|-)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex BriefRow();
}
