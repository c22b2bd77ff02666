using System.Text;
using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.HiosoCli;

/// <summary><c>show onu info epon 0/1 all</c> and <c>show onu upgrade-state epon 1/1</c>: a row an ONU, columns as the heading names them, no levels and no reason.</summary>
internal static partial class HiosoCliOnus
{
    /// <summary>The columns of <c>show onu info</c>, for an answer whose heading got lost.</summary>
    private static readonly string[] Usual = ["onuid", "mac", "status", "firmware", "chipid", "ge", "fe", "pots", "ctcstatus", "ctcver", "active", "uptime", "name"];

    public static PollResult Parse(CommandAnswer answer)
    {
        var onus = new OnuList();
        string[] columns = Usual;
        foreach (var line in answer.Lines)
        {
            if (line.TrimStart().StartsWith("OnuId", StringComparison.OrdinalIgnoreCase)) (onus.HasHeading, columns) = (true, line.ToLowerInvariant().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
            if (IdPattern().Match(line) is not { Success: true } id) continue;
            if (Read(id, columns) is { } onu) onus.Add(onu);
            else onus.Dropped++;
        }

        return onus.ToResult(answer, "list of ONUs");
    }

    /// <summary>Null when status or MAC are none.</summary>
    private static OnuRecord? Read(Match id, string[] columns)
    {
        var cells = Cells(id.Groups["rest"].Value, columns);
        if (!HiosoWords.TryReadStatus(Encoding.UTF8.GetBytes(cells.GetValueOrDefault("status", "")), out var word)) return null;
        var macCell = cells.GetValueOrDefault("mac") ?? cells.GetValueOrDefault("macaddress");
        var mac = CliValue.Mac(macCell);
        if (mac is null && CliValue.Text(macCell) is not null) return null;
        var (status, reason) = HiosoWords.Judge(word, [], gasp: false);
        return new OnuRecord
        {
            Pon = id.Groups["pon"].Value,
            Onu = id.Groups["onu"].Value,
            Status = status,
            Reason = reason,
            Mac = mac,
            OnlineS = CliValue.Seconds(cells.GetValueOrDefault("uptime")),
            Auth = cells.GetValueOrDefault("active")?.ToUpperInvariant() switch { "YES" => "Activate", "NO" => "Deactivate", _ => null },
            Ctc = HiosoWords.Ctc(Encoding.UTF8.GetBytes(cells.GetValueOrDefault("ctcstatus", ""))),
            Name = CliValue.Text(cells.GetValueOrDefault("name")),
        };
    }

    /// <summary>One word a column, but for the running time, which has blanks in it or is missing, and the name, which is what is left.</summary>
    private static Dictionary<string, string> Cells(string rest, string[] columns)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in columns.Skip(1))
        {
            rest = rest.TrimStart();
            var length = column switch
            {
                "name" => rest.Length,
                "uptime" => UptimePattern().Match(rest).Length,
                _ => rest.AsSpan().IndexOfAny(' ', '\t') is >= 0 and var end ? end : rest.Length,
            };
            cells.TryAdd(column, rest[..length].Trim());
            rest = rest[length..];
        }

        // Firmware whose heading has no Name shows it all the same.
        cells.TryAdd("name", rest);
        return cells;
    }

    [GeneratedRegex(@"^\s*(?<pon>\d{1,3}(?:/\d{1,3}){1,2}):(?<onu>\d{1,4})\s+(?<rest>\S.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex IdPattern();

    // 17H 22M 53S, 1D 03H 04M 05S, 0H3M42S; a customer may be called 7H, so more than one unit makes a time.
    [GeneratedRegex(@"^(?:--(?=\s|$)|\d{1,5}D(?:\s?\d{1,2}H)?(?:\s?\d{1,2}M)?(?:\s?\d{1,2}S)?(?=\s|$)|\d{1,5}H\s?\d{1,2}M(?:\s?\d{1,2}S)?(?=\s|$)|\d{1,2}M\s?\d{1,2}S(?=\s|$))", RegexOptions.CultureInvariant)]
    private static partial Regex UptimePattern();
}
