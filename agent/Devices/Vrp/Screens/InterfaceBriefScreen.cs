using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Vrp.Screens;

/// <summary><c>display interface brief</c>, also with <c>ethernet</c>: one row an interface, the members of a trunk indented under it.</summary>
internal static class InterfaceBriefScreen
{
    public static Reading Parse(VrpAnswer answer)
    {
        var interfaces = new List<InterfaceRecord>();
        string[]? columns = null;
        string? nameAlone = null;
        var dropped = 0;
        foreach (var line in answer.Lines)
        {
            var words = VrpValue.Words(line);
            if (words is ["Interface", "PHY", ..])
            {
                columns = words;
                continue;
            }

            if (columns is null || words.Length == 0 || VrpValue.IsRule(line)) continue;
            // A name that leaves no room for the rest has the rest below it.
            if (words.Length == 1 && nameAlone is null)
            {
                nameAlone = words[0];
                continue;
            }

            if (nameAlone is not null) words = [nameAlone, .. words];
            nameAlone = null;
            if (Row(columns, words) is { } row) interfaces.Add(row);
            else dropped++;
        }

        return new Reading { Interfaces = interfaces, Dropped = dropped };
    }

    private static InterfaceRecord? Row(string[] columns, string[] words)
    {
        var (name, speed, glued) = Split(words[0]);
        // GigabitEthernet10/0/1.4000(100G)up: no blank is left before PHY when the name is as long as its column.
        if (glued.Length > 0) words = [name, glued, .. words[1..]];
        if (name.Length == 0 || words.Length < columns.Length || words.Length > columns.Length + 1 || State(words[1]) is not { } up) return null;
        double? inUse = null, outUse = null;
        long? rxErrors = null, txErrors = null;
        for (var i = 2; i < columns.Length; i++)
        {
            switch (columns[i])
            {
                case "InUti":
                    inUse = VrpValue.Percent(words[i]);
                    break;
                case "OutUti":
                    outUse = VrpValue.Percent(words[i]);
                    break;
                case "inErrors":
                    rxErrors = VrpValue.Count(words[i]);
                    break;
                case "outErrors":
                    txErrors = VrpValue.Count(words[i]);
                    break;
                case "Bandwidth":
                    speed = VrpValue.Speed(words[i]);
                    break;
            }
        }

        return new InterfaceRecord
        {
            Interface = name,
            Up = up,
            IsDisabled = words[1].StartsWith('*'),
            SpeedBps = speed,
            UtilPct = inUse is { } received && outUse is { } sent ? Math.Max(received, sent) : inUse ?? outUse,
            RxErrors = rxErrors,
            TxErrors = txErrors,
        };
    }

    /// <summary>The name, the speed in brackets behind it, and what follows without a blank.</summary>
    private static (string Name, long? Speed, string Glued) Split(string word)
    {
        var open = word.IndexOf('(', StringComparison.Ordinal);
        var close = open < 0 ? -1 : word.IndexOf(')', open);
        if (close < 0 || VrpValue.Speed(word.AsSpan(open + 1, close - open - 1)) is not { } speed) return (word, null, "");
        return (word[..open], speed, word[(close + 1)..]);
    }

    /// <summary><c>up</c>, <c>up(l)</c>, <c>*down</c>, <c>^down</c>, <c>down(E)</c>; <c>#down</c> of switches that shut a loop.</summary>
    private static bool? State(string word)
    {
        var plain = word.AsSpan().TrimStart("*^#!~");
        if (plain.StartsWith("up", StringComparison.OrdinalIgnoreCase)) return plain.Length == 2 || plain[2] == '(' ? true : null;
        if (plain.StartsWith("down", StringComparison.OrdinalIgnoreCase)) return plain.Length == 4 || plain[4] == '(' ? false : null;
        return null;
    }
}
