using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Vrp.Screens;

/// <summary><c>display health</c> and <c>display device</c>: one row a board, in no order.</summary>
internal static partial class BoardScreens
{
    public static Reading Health(VrpAnswer answer)
    {
        var boards = new List<BoardRecord>();
        var dropped = 0;
        foreach (var line in answer.Lines)
        {
            if (HealthRow().Match(line) is { Success: true } row)
            {
                boards.Add(new BoardRecord
                {
                    Slot = row.Groups["slot"].Value,
                    Role = row.Groups["type"] is { Success: true, Length: > 0 } type ? type.Value : null,
                    CpuPct = VrpValue.Percent(row.Groups["cpu"].ValueSpan),
                    MemUsedPct = VrpValue.Percent(row.Groups["memory"].ValueSpan),
                });
            }
            else if (line.Contains('%', StringComparison.Ordinal) && char.IsAsciiDigit(line.TrimStart()[0]))
            {
                dropped++;
            }
        }

        return new Reading { Boards = boards, Dropped = dropped };
    }

    public static Reading Device(VrpAnswer answer)
    {
        var boards = new List<BoardRecord>();
        string? above = null;
        int? parts = null;
        var hasHeader = false;
        foreach (var line in answer.Lines)
        {
            if (line.Contains("Online", StringComparison.Ordinal) && line.Contains("Regist", StringComparison.Ordinal))
            {
                hasHeader = true;
                parts = PartColumn().Match(line) is { Success: true } column ? column.Index : null;
                continue;
            }

            if (!hasHeader || VrpValue.Words(line) is not { Length: >= 4 } words) continue;
            var indent = line.Length - line.TrimStart().Length;
            // A row of its own begins in the first column; cards, fans and supplies of the slot above begin under "Sub" or "Card".
            var isPart = parts is { } from ? indent >= from - 1 : indent > 0 && !char.IsAsciiDigit(words[0][0]);
            if (isPart && above is null) continue;
            if (Board(words, isPart ? $"{above}/" : "") is not { } board) continue;
            if (!isPart) above = words[0];
            boards.Add(board);
        }

        return new Reading { Boards = boards };
    }

    /// <summary>
    /// Columns move and are missing from family to family; the words in them do not: "Registered" says registration, what stands before "Present" is the type.
    /// </summary>
    /// <param name="words">The row.</param>
    /// <param name="prefix">The slot that it is a part of, with a slash.</param>
    private static BoardRecord? Board(string[] words, string prefix)
    {
        var registered = Array.FindIndex(words, word => word is "Registered" or "Unregistered");
        var online = Array.FindIndex(words, word => word is "Present" or "Absent" or "Offline" or "Online");
        if (registered < 0 || online < 1 || online > registered) return null;
        // "1/3  CE88-D16Q  Present": a card. "1  -  CE6850-48S4Q-EI  Present": the board itself. "0  1  ES5D21X02S00  Present": its card.
        var slot = prefix.Length == 0 && online >= 3 && words[1] is not "-" && words[1].Length <= 6 ? $"{words[0]}/{words[1]}" : $"{prefix}{words[0]}";
        var pair = words.Skip(registered + 1).FirstOrDefault(word => word is "Master" or "Slave" or "Standby");
        var type = online > 1 && words[online - 1] is not "-" ? words[online - 1].TrimStart('*') : words[0].TrimEnd("0123456789".ToCharArray());
        var status = words.ElementAtOrDefault(registered + 1);
        var isRegistered = words[registered] == "Registered";
        return new BoardRecord
        {
            Slot = slot,
            Up = isRegistered && words[online] is not ("Absent" or "Offline"),
            Status = !isRegistered ? "unregistered" : status is null or "-" or "NA" ? null : status.ToLowerInvariant(),
            Role = type.Length == 0 ? pair : pair is null ? type : $"{type}({pair})",
        };
    }

    [GeneratedRegex(@"(?<=Slot\s+)(?:Sub|Card)\b", RegexOptions.CultureInvariant)]
    private static partial Regex PartColumn();

    // 17          MPU(Master)             3%          19%   6093MB/30708MB; of a cluster clc1/18 MPU(System master); data centre switches have no type, or a disk behind
    [GeneratedRegex(@"^\s*(?<slot>(?:[A-Za-z]{2,4}\d{1,3}/)?\d{1,3}(?:/\d{1,3})?)\s+(?:(?<type>[A-Za-z][\w\-]*(?:\s?\(\w+(?: \w+)?\))?)\s+)?(?<cpu>\d{1,3}(?:\.\d+)?)\s?%\s+(?<memory>\d{1,3}(?:\.\d+)?)\s?%", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex HealthRow();
}
