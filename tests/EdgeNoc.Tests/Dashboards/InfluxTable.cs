using System.Globalization;
using System.Text.Json;

namespace EdgeNoc.Tests.Dashboards;

/// <summary>An answer of InfluxDB as Grafana's tables have it: tags are columns, and rows of all series stand together.</summary>
internal sealed record InfluxTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyDictionary<string, string?>> Rows)
{
    public static InfluxTable Of(JsonDocument answer)
    {
        var rows = new List<IReadOnlyDictionary<string, string?>>();
        var columns = new List<string>();
        var first = answer.RootElement.GetProperty("results")[0];
        if (!first.TryGetProperty("series", out var all)) return new InfluxTable([], []);
        foreach (var series in all.EnumerateArray())
        {
            var names = series.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!).ToList();
            foreach (var name in names.Where(name => !columns.Contains(name, StringComparer.Ordinal))) columns.Add(name);
            foreach (var values in series.GetProperty("values").EnumerateArray())
            {
                var row = new Dictionary<string, string?>(StringComparer.Ordinal);
                if (series.TryGetProperty("tags", out var tags)) foreach (var tag in tags.EnumerateObject()) row[tag.Name] = tag.Value.GetString();
                for (var index = 0; index < names.Count; index++) row[names[index]] = values[index].ValueKind == JsonValueKind.Null ? null : values[index].ToString();
                rows.Add(row);
            }
        }

        return new InfluxTable(columns, rows);
    }

    /// <summary>The one value of a column where another has a value.</summary>
    public string? Cell(string column, string key, string value) => Rows.Single(row => row.GetValueOrDefault(key) == value).GetValueOrDefault(column);

    /// <summary>The same as a number.</summary>
    public double Number(string column, string key, string value) => double.Parse(Cell(column, key, value)!, CultureInfo.InvariantCulture);

    /// <summary>All numbers of a column.</summary>
    public IEnumerable<double> Numbers(string column) =>
        Rows.Select(row => row.GetValueOrDefault(column)).OfType<string>().Select(text => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : double.NaN);
}
