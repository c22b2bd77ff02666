using System.Buffers.Text;
using System.Text;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>The lists of PONs, <c>onuOverviewPonList.asp</c> and <c>onuConfigPonList.asp</c>: pairs of a PON and either <c>N/A</c> or <c>ONU Total=40,Online=39,Offline=1</c>.</summary>
internal static class PonListPage
{
    /// <summary>PON records, with sums where the page has them. Null when the page has no such list.</summary>
    public static PollResult? TryParse(ReadOnlySpan<byte> page)
    {
        using var buffer = new CellBuffer(page);
        if (buffer.Read(page, "ponListTable"u8) is not { } end) return null;
        if (end != ArrayEnd.Closed) return new PollResult.Failed(PageErrors.Broken(end, page.Length));
        var cells = buffer.Cells;
        var pons = new List<PonRecord>();
        var dropped = cells.Length % 2;
        for (var first = 0; first + 1 < cells.Length; first += 2)
        {
            var pon = CellValue.Trim(cells[first].In(page));
            if (OnuId.IsPon(pon) && !pons.Exists(Encoding.ASCII.GetString(pon))) pons.Add(Read(Encoding.ASCII.GetString(pon), cells[first + 1].In(page)));
            else dropped++;
        }

        return pons.Count > 0 || dropped == 0
            ? new PollResult.Read(new Reading { Pons = pons, Dropped = dropped })
            : new PollResult.Failed(PageErrors.NoRow(2, cells.Length));
    }

    private static bool Exists(this List<PonRecord> pons, string pon) => pons.Exists(known => known.Pon == pon);

    private static PonRecord Read(string pon, ReadOnlySpan<byte> sums)
    {
        var total = Sum(sums, "Total"u8);
        var online = Sum(sums, "Online"u8);
        // Only sums that fit each other: the list may be half of an older and half of a newer one.
        return total is null || online is null || online > total
            ? new PonRecord { Pon = pon }
            : new PonRecord { Pon = pon, Total = total, Online = online, Offline = total - online };
    }

    private static long? Sum(ReadOnlySpan<byte> sums, ReadOnlySpan<byte> word)
    {
        var at = sums.IndexOf(word);
        if (at < 0) return null;
        var number = sums[(at + word.Length)..].TrimStart(" ="u8);
        return Utf8Parser.TryParse(number, out int sum, out _) && sum is >= 0 and <= 4096 ? sum : null;
    }
}
