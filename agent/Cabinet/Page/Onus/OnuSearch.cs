using System.Text;

namespace EdgeNoc.Agent.Cabinet.Page.Onus;

/// <summary>Finds ONUs by what a technician has: a name, a piece of a MAC or serial from the label, a PON, a slot. Pure.</summary>
internal static class OnuSearch
{
    public const int MaxQuery = 64;

    /// <summary>What fits on a phone; the rest is counted.</summary>
    public const int MaxShown = 30;

    /// <summary>A shorter piece of a MAC is in half of them.</summary>
    private const int MinHex = 4;

    private const int No = int.MaxValue;

    public static OnuList Find(IEnumerable<OnuView> all, string query)
    {
        var text = query.Trim();
        if (text.Length is 0 or > MaxQuery) return new OnuList([], 0);
        var place = text.StartsWith("pon ", StringComparison.OrdinalIgnoreCase) ? text[4..].Trim() : text;
        var hex = string.Concat(text.Where(c => c is not (':' or '-' or '.' or ' ')));
        var isHex = hex.Length >= MinHex && hex.All(char.IsAsciiHexDigit);
        var found = all.Select(onu => (Onu: onu, Rank: Rank(onu, text, place, isHex ? hex : null))).Where(hit => hit.Rank < No)
            .OrderBy(hit => hit.Rank).ThenBy(hit => hit.Onu.Device, StringComparer.Ordinal).ThenBy(hit => Natural(hit.Onu.Entity), StringComparer.Ordinal).ToList();
        return new OnuList([.. found.Take(MaxShown).Select(hit => hit.Onu)], found.Count);
    }

    private static int Rank(OnuView onu, string text, string place, string? hex)
    {
        if (onu.Entity.AsSpan("onu/".Length).SequenceEqual(place)) return 0;
        if (onu.Pon == place) return 1;
        if (hex is not null && onu.Mac is { } mac && mac.Replace(":", "", StringComparison.Ordinal).Contains(hex, StringComparison.OrdinalIgnoreCase)) return 2;
        if (onu.Serial is { } serial && text.Length >= MinHex && serial.Contains(text, StringComparison.OrdinalIgnoreCase)) return 2;
        if (onu.Name is not { } name) return No;
        if (name.StartsWith(text, StringComparison.OrdinalIgnoreCase)) return 3;
        return name.Contains(text, StringComparison.OrdinalIgnoreCase) ? 4 : No;
    }

    /// <summary>Numbers with leading zeros: 0/3:9 stands before 0/3:17.</summary>
    private static string Natural(string entity)
    {
        var text = new StringBuilder();
        for (var at = 0; at < entity.Length;)
        {
            var end = at;
            while (end < entity.Length && char.IsAsciiDigit(entity[end])) end++;
            if (end == at) text.Append(entity[at++]);
            else text.Append(entity[at..end].PadLeft(6, '0'));
            at = Math.Max(at, end);
        }

        return text.ToString();
    }
}
