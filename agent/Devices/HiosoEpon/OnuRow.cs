using System.Globalization;
using System.Text;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>Turns the cells of one row into a record; keeps what many rows share, such as the names of the PONs.</summary>
internal sealed class OnuRow(ColumnLayout layout, NameDecoder names)
{
    private static readonly string[] Numbers = [.. Enumerable.Range(0, 257).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    private readonly List<string> _pons = [];
    private string _pon = "";

    /// <summary>Values that were there but cannot be right, over all rows read.</summary>
    public int DroppedFields { get; private set; }

    /// <summary>Null when the row makes no sense: its MAC is none, or its status no word.</summary>
    public OnuRecord? Read(ReadOnlySpan<byte> page, ReadOnlySpan<Cell> row, OnuId id)
    {
        var macCell = CellValue.Text(row[layout.Mac].In(page));
        var mac = MacAddress.Format(macCell);
        if (mac is null && macCell.Length > 0) return null;
        if (!HiosoWords.TryReadStatus(CellValue.Trim(row[layout.Status].In(page)), out var word)) return null;
        var nameCell = row[layout.Name].In(page);
        if (nameCell.Length > NameDecoder.MaxBytes) return null;

        var (status, reason) = HiosoWords.Judge(word, Cell(page, row, layout.Reason), gasp: Cell(page, row, layout.DyingGasp) is [(byte)'1']);
        var up = status == OnuStatus.Up;
        return new OnuRecord
        {
            Pon = Pon(row[layout.Id].In(page)[..id.PonLength]),
            Onu = id.Number < Numbers.Length ? Numbers[id.Number] : id.Number.ToString(CultureInfo.InvariantCulture),
            Status = status,
            Reason = reason,
            Name = names.Decode(CellValue.Text(nameCell)),
            Mac = mac,
            Auth = HiosoWords.Auth(Cell(page, row, layout.Auth)),
            Ctc = HiosoWords.Ctc(Cell(page, row, layout.Ctc)),
            Deregisters = Count(Cell(page, row, layout.Deregisters)),

            // The box goes on showing what it last read of an ONU that is gone.
            RxDbm = up ? Number(Cell(page, row, layout.RxDbm), -40, 0) : null,
            TxDbm = up ? Number(Cell(page, row, layout.TxDbm), -40, 20) : null,
            TempC = up ? Number(Cell(page, row, layout.TempC), -60, 150) : null,
            VoltageV = up ? Number(Cell(page, row, layout.VoltageV), 0, 20) : null,
            BiasMa = up ? Number(Cell(page, row, layout.BiasMa), -0.001, 500) : null,
            DistanceM = up ? Distance(Number(Cell(page, row, layout.Rtt), -1, 100_000)) : null,
            OnlineS = up ? Count(Cell(page, row, layout.OnlineS)) : null,
        };
    }

    /// <summary>Metres as the page's own script computes them: a time quantum of 16 ns is 1.6393 m of fibre, 157 m are the electronics, nothing is nearer than 1 m.</summary>
    internal static long? Distance(double? rtt)
    {
        if (rtt is not { } quanta) return null;
        var metres = quanta * 1.6393;
        return metres > 157 ? (long)Math.Floor(metres - 157 + 0.5) : 1;
    }

    private static ReadOnlySpan<byte> Cell(ReadOnlySpan<byte> page, ReadOnlySpan<Cell> row, int column) =>
        column == ColumnLayout.Absent ? [] : CellValue.Text(row[column].In(page));

    private double? Number(ReadOnlySpan<byte> cell, double above, double below)
    {
        if (cell.IsEmpty) return null;
        if (CellValue.TryNumber(cell, out var number) && number > above && number < below) return number;
        DroppedFields++;
        return null;
    }

    private long? Count(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty) return null;
        if (CellValue.TryCount(cell, out var count)) return count;
        DroppedFields++;
        return null;
    }

    private string Pon(ReadOnlySpan<byte> text)
    {
        if (Ascii.Equals(text, _pon)) return _pon;
        foreach (var known in _pons)
        {
            if (Ascii.Equals(text, known)) return _pon = known;
        }

        _pons.Add(_pon = Encoding.ASCII.GetString(text));
        return _pon;
    }
}
