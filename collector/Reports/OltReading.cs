using System.Globalization;
using EdgeNoc.Collector.Inventory;

namespace EdgeNoc.Collector.Reports;

/// <summary>An ONU with little light.</summary>
internal sealed record WeakOnu(string Entity, string? Name, double RxDbm);

/// <summary>What the list of an OLT comes to.</summary>
/// <param name="Total">ONUs in it.</param>
/// <param name="Online">Of those, up.</param>
/// <param name="TempC">Mean of those that are up and say it.</param>
/// <param name="RxDbm">The same.</param>
/// <param name="Weakest">At most ten that are up with less than the limit, the worst first.</param>
internal sealed record OltReading(long Total, long Online, double? TempC, double? RxDbm, IReadOnlyList<WeakOnu> Weakest)
{
    public const int MaxWeak = 10;

    public static readonly OltReading Nothing = new(0, 0, null, null, []);

    /// <summary>Reads a list; a cell that is no number is no figure.</summary>
    public static OltReading Of(TableRows rows, double weakDbm)
    {
        long total = 0, online = 0;
        Mean temperature = default, rx = default;
        var weak = new List<WeakOnu>();
        foreach (var row in rows.All)
        {
            if (row.Text("entity") is not { } entity) continue;
            total++;
            if (row.Text("status") != "up") continue;
            online++;
            if (Number(row, "temp_c", -100, 300) is { } celsius) temperature.Add(celsius);
            if (Number(row, "rx_dbm", -60, 20) is not { } dbm) continue;
            rx.Add(dbm);
            if (dbm <= weakDbm) weak.Add(new WeakOnu(entity, row.Text("name"), dbm));
        }

        return new OltReading(total, online, temperature.Value, rx.Value, [.. weak.OrderBy(onu => onu.RxDbm).Take(MaxWeak)]);
    }

    // What no ONU can measure is a page that was misread.
    private static double? Number(TableRow row, string column, double least, double most) =>
        double.TryParse(row.Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > least && value < most ? value : null;

    private struct Mean
    {
        private double _sum;
        private long _count;

        public readonly double? Value => _count == 0 ? null : _sum / _count;

        public void Add(double value) => (_sum, _count) = (_sum + value, _count + 1);
    }
}
