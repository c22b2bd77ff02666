using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>The page of one ONU, <c>onuConfig.asp?onuno=0/1:3&amp;oltponno=0/1</c>: what it is in <c>onuinfo</c>, its optics in <c>onuOpmInfo</c>.</summary>
/// <remarks>Says nothing of its PON's other ONUs, so it gives no PON record.</remarks>
internal static class OnuDetailPage
{
    /// <summary><c>id, °C, V, mA, TX dBm, RX dBm</c>.</summary>
    private const int OpticsWidth = 6;

    /// <summary>Null when the page has no <c>onuinfo</c>.</summary>
    public static PollResult? TryParse(ReadOnlySpan<byte> page, NameDecoder names)
    {
        using var info = new CellBuffer(page);
        if (info.Read(page, "onuinfo"u8) is not { } end) return null;
        if (end != ArrayEnd.Closed) return new PollResult.Failed(PageErrors.Broken(end, page.Length));
        var cells = info.Cells;
        // Forms of other lengths begin alike; what follows is not guessed.
        var layout = ColumnLayout.Details.FirstOrDefault(known => known.Width == info.Cells.Length) ?? ColumnLayout.Details[^1];
        if (cells.Length < layout.Width || !OnuId.TryParse(cells[layout.Id].In(page), out var id)) return new PollResult.Failed(PageErrors.NoRow(layout.Width, cells.Length));

        var row = new List<Cell>(cells[..layout.Width].ToArray());
        layout = WithOptics(page, layout, row);
        var reader = new OnuRow(layout, names);
        return reader.Read(page, row.ToArray(), id) is { } onu
            ? new PollResult.Read(new Reading { Onus = [onu], Dropped = reader.DroppedFields })
            : new PollResult.Failed(PageErrors.NoRow(layout.Width, cells.Length));
    }

    /// <summary>Appends the optics to the row when they are those of the same ONU.</summary>
    private static ColumnLayout WithOptics(ReadOnlySpan<byte> page, ColumnLayout layout, List<Cell> row)
    {
        using var optics = new CellBuffer(page);
        if (optics.Read(page, "onuOpmInfo"u8) != ArrayEnd.Closed || optics.Cells.Length != OpticsWidth) return layout;
        if (!CellValue.Trim(optics.Cells[0].In(page)).SequenceEqual(CellValue.Trim(row[layout.Id].In(page)))) return layout;
        var at = row.Count;
        row.AddRange(optics.Cells[1..]);
        return layout with { TempC = at, VoltageV = at + 1, BiasMa = at + 2, TxDbm = at + 3, RxDbm = at + 4 };
    }
}
