using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>The lists of ONUs, of all PONs (<c>onuAllPonOnuList.asp</c>) or of one (<c>onuOverview.asp</c>, <c>onuConfigOnuList.asp</c>): one array, one row of cells after another.</summary>
/// <remarks>Works on the bytes as they came: 2,048 ONUs are half a megabyte of text every 30 seconds on a Raspberry Pi, so only what is kept becomes an object.</remarks>
internal static class OnuTablePage
{
    /// <summary>Reads a page. Rows that make no sense are left out and counted; a page that does not is a closed error with its remedy.</summary>
    /// <param name="page">The body of the answer.</param>
    /// <param name="charset">From the content type; null when the box does not say.</param>
    public static PollResult Parse(ReadOnlySpan<byte> page, string? charset = null) =>
        TryParse(page, NameDecoder.For(page, charset)) ?? new PollResult.Failed(PageErrors.Without(page, "list of ONUs"));

    /// <summary>Null when the page has none of these arrays.</summary>
    public static PollResult? TryParse(ReadOnlySpan<byte> page, NameDecoder names)
    {
        using var buffer = new CellBuffer(page);
        return Read(page, "onutable"u8, buffer, names) ?? Read(page, "ponOnuTable"u8, buffer, names) ?? Read(page, "onuTable"u8, buffer, names);
    }

    private static PollResult? Read(ReadOnlySpan<byte> page, ReadOnlySpan<byte> array, CellBuffer buffer, NameDecoder names)
    {
        if (buffer.Read(page, array) is not { } end) return null;
        if (end != ArrayEnd.Closed) return new PollResult.Failed(PageErrors.Broken(end, page.Length));
        var cells = buffer.Cells;
        // Without a row every layout fits, and none matters.
        if (cells.IsEmpty) return new PollResult.Read(new Reading());
        var stated = RowWidth.Stated(page, array);
        var width = stated ?? RowWidth.Measured(page, cells);
        if (ColumnLayout.Lists.FirstOrDefault(layout => layout.Width == width) is not { } known) return new PollResult.Failed(PageErrors.UnknownColumns(stated, cells.Length));
        var reading = ReadRows(page, cells, known, names);
        // An OLT whose rows all make no sense is not one without ONUs.
        return reading.Onus.Count > 0 ? new PollResult.Read(reading) : new PollResult.Failed(PageErrors.NoRow(known.Width, cells.Length));
    }

    private static Reading ReadRows(ReadOnlySpan<byte> page, ReadOnlySpan<Cell> cells, ColumnLayout layout, NameDecoder names)
    {
        var onus = new List<OnuRecord>(cells.Length / layout.Width);
        var row = new OnuRow(layout, names);
        var seen = new HashSet<(string Pon, string Onu)>(cells.Length / layout.Width);
        var dropped = 0;
        for (var first = 0; first < cells.Length;)
        {
            var next = RowWidth.NextId(page, cells, first, layout.Width);
            // Whole rows up to the next id: a name that broke the quotes must not shift its neighbours, and a row with a broken id must not cost the one before it.
            if ((next - first) % layout.Width == 0 && OnuId.TryParse(cells[first].In(page), out var id))
            {
                if (row.Read(page, cells.Slice(first, layout.Width), id) is { } onu && seen.Add((onu.Pon, onu.Onu))) onus.Add(onu);
                else dropped++;
                first += layout.Width;
                continue;
            }

            dropped++;
            first = next;
        }

        return new Reading { Onus = onus, Pons = PonRecord.Summarise(onus), Dropped = dropped + row.DroppedFields, Remarks = layout.Remark is { } remark ? [remark] : [] };
    }
}
