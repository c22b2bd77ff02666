using System.Collections;

namespace EdgeNoc.Simulators.Olt;

/// <summary>A value that was served and can be found again in a database: no two are equal within an OLT.</summary>
public readonly record struct NumberedValue(string Pon, string Onu, long OnlineS);

/// <summary>A page that was served to its last byte, and which ONUs were up on it.</summary>
public sealed record ServedPage(int Number, DateTimeOffset At, BitArray Up);

/// <summary>What an OLT served: the other side of the count "how many values are in the database".</summary>
/// <remarks>
/// A page is entered when its last byte was handed over on a connection that the reader had not broken. A page that was cut short, arrived without its
/// array or was never asked for to the end is not in it, so nobody owes those values to anyone.
/// </remarks>
public sealed class OltLedger(IReadOnlyList<OnuSlot> slots)
{
    private readonly Lock _gate = new();
    private readonly List<ServedPage> _pages = [];

    public IReadOnlyList<OnuSlot> Slots => slots;

    /// <summary>The pages so far, in the order in which they were finished.</summary>
    public IReadOnlyList<ServedPage> Pages
    {
        get
        {
            lock (_gate) return [.. _pages];
        }
    }

    /// <summary>Every numbered value served so far; the values of ONUs that were down are not numbered.</summary>
    public IEnumerable<NumberedValue> Values() =>
        from page in Pages
        from slot in slots
        where page.Up[slot.Index]
        select new NumberedValue(slot.Pon, $"{slot.Number}", OltPlan.OnlineS(slot.Index, page.Number));

    internal void Enter(OltPage page)
    {
        var up = new BitArray(slots.Count);
        foreach (var row in page.Rows) up[row.Slot.Index] = row.Up;
        var served = new ServedPage(page.Number, page.At, up);
        lock (_gate) _pages.Add(served);
    }

    /// <summary>Indexes of set bits as ranges: <c>0-30,32-127</c>.</summary>
    public static string Ranges(BitArray bits)
    {
        var ranges = new List<string>();
        for (var first = 0; first < bits.Length; first++)
        {
            if (!bits[first]) continue;
            var last = first;
            while (last + 1 < bits.Length && bits[last + 1]) last++;
            ranges.Add(first == last ? $"{first}" : $"{first}-{last}");
            first = last;
        }

        return string.Join(',', ranges);
    }
}
