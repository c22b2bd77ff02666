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
        string? chassis = null;
        var hasHeader = false;
        foreach (var line in answer.Lines)
        {
            if (line.Contains("Online", StringComparison.Ordinal) && line.Contains("Regist", StringComparison.Ordinal))
            {
                hasHeader = true;
                continue;
            }

            if (!hasHeader || VrpValue.Words(line) is not { Length: >= 4 } words || Board(line, words, chassis) is not { } board) continue;
            if (char.IsAsciiDigit(words[0][0])) chassis = words[0];
            boards.Add(board);
        }

        return new Reading { Boards = boards };
    }

    /// <summary>
    /// Columns move and are missing from family to family; the words in them do not: "Registered" says registration, what stands before "Present" is the type.
    /// </summary>
    private static BoardRecord? Board(string line, string[] words, string? above)
    {
        var registered = Array.FindIndex(words, word => word is "Registered" or "Unregistered");
        var online = Array.FindIndex(words, word => word is "Present" or "Absent" or "Offline" or "Online");
        if (registered < 0 || online < 1 || online > registered) return null;
        // "      FAN1   FAN-40SA-B  Present": a part of the slot above. "1/3  CE88-D16Q  Present": a card. "1  -  CE6850-48S4Q-EI  Present": the board itself.
        var isPart = !char.IsAsciiDigit(words[0][0]);
        if (isPart && (above is null || line[0] != ' ')) return null;
        var slot = isPart ? $"{above}/{words[0]}"
            : online >= 3 && words[1] is not "-" && words[1].Length <= 6 ? $"{words[0]}/{words[1]}"
            : words[0];
        var pair = words.Skip(registered + 1).FirstOrDefault(word => word is "Master" or "Slave" or "Standby");
        var type = words[online - 1].TrimStart('*');
        var status = words.ElementAtOrDefault(registered + 1);
        var isRegistered = words[registered] == "Registered";
        return new BoardRecord
        {
            Slot = slot,
            Up = isRegistered && words[online] != "Absent",
            Status = !isRegistered ? "unregistered" : status is null or "-" or "NA" ? null : status.ToLowerInvariant(),
            Role = pair is null ? type : $"{type}({pair})",
        };
    }

    // 17          MPU(Master)             3%          19%   6093MB/30708MB; data centre switches have no type, or a disk behind
    [GeneratedRegex(@"^\s*(?<slot>\d{1,3}(?:/\d{1,3})?)\s+(?:(?<type>[A-Za-z][\w\-]*(?:\s?\(\w+\))?)\s+)?(?<cpu>\d{1,3}(?:\.\d+)?)\s?%\s+(?<memory>\d{1,3}(?:\.\d+)?)\s?%", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex HealthRow();
}
