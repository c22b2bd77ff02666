using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;
using EdgeNoc.Dashboards.Queries;

namespace EdgeNoc.Dashboards.Preview;

/// <summary>Sketches of figures, tables, bars and maps.</summary>
internal static class CellSketch
{
    public static void Figures(Svg svg, Area area, Panel panel, IReadOnlyList<(string Name, object? Value)> figures)
    {
        if (figures.Count == 0)
        {
            svg.Text(area.X + (area.Width / 2), area.Y + (area.Height * 0.6), panel.Look.NoValue ?? "no data", 20, Svg.Colour(Colours.Unknown), "middle");
            return;
        }

        var width = area.Width / figures.Count;
        foreach (var ((name, value), index) in figures.Select((figure, index) => (figure, index)))
        {
            var look = Shown.Look(panel, name);
            var shown = Shown.Of(value, look);
            var size = (int)Math.Clamp(width / Math.Max(3, shown.Text.Length) * 1.5, 10, 30);
            svg.Text(area.X + (width * (index + 0.5)), area.Y + (area.Height * 0.55), shown.Text, size, Svg.Colour(shown.Colour), "middle");
            if (figures.Count > 1) svg.Text(area.X + (width * (index + 0.5)), area.Y + (area.Height * 0.85), look.Name ?? name, 10, "#aaa", "middle");
        }
    }

    public static void Table(Svg svg, Area area, Panel panel, IReadOnlyList<Dictionary<string, object?>> rows)
    {
        var columns = rows.SelectMany(row => row.Keys).Distinct(StringComparer.Ordinal).OrderBy(column => column == Panels.Since).ToList();
        if (columns.Count == 0)
        {
            svg.Text(area.X + (area.Width / 2), area.Y + (area.Height / 2), "no data", 14, Svg.Colour(Colours.Unknown), "middle");
            return;
        }

        var width = area.Width / columns.Count;
        const int Height = 18;
        for (var column = 0; column < columns.Count; column++)
        {
            var look = Shown.Look(panel, columns[column]);
            var x = area.X + (column * width);
            svg.Text(x + 3, area.Y + 12, look.Name ?? columns[column], 9, "#8ab8ff", most: (int)(width / 5));
            foreach (var (row, index) in rows.Take((int)(area.Height / Height) - 1).Select((row, index) => (row, index)))
            {
                var y = area.Y + ((index + 1) * Height);
                var shown = Shown.Of(row.GetValueOrDefault(columns[column]), look);
                var isFilled = look.IsCellColoured && shown.Colour != Colours.Text && row.GetValueOrDefault(columns[column]) is not null;
                if (isFilled) svg.Rect(x + 1, y, width - 2, Height - 2, Svg.Colour(shown.Colour));
                svg.Text(x + 3, y + 12, shown.Text, 9, isFilled ? "#111" : Svg.Colour(shown.Colour), most: (int)(width / 5));
            }
        }
    }

    public static void Bars(Svg svg, Area area, Panel panel, IReadOnlyList<(string Name, double Value)> bars)
    {
        var height = Math.Min(22, area.Height / Math.Max(1, bars.Count));
        var (low, high) = (panel.Look.Min ?? 0, panel.Look.Max ?? bars.Select(bar => bar.Value).DefaultIfEmpty(1).Max());
        foreach (var ((name, value), index) in bars.Select((bar, index) => (bar, index)))
        {
            var y = area.Y + (index * height);
            var shown = Shown.Of(value, panel.Look);
            svg.Text(area.X, y + (height * 0.7), name, 10, "#aaa", most: 8);
            svg.Rect(area.X + 44, y + 2, (area.Width - 110) * Math.Clamp((value - low) / (high - low), 0, 1), height - 5, Svg.Colour(shown.Colour));
            svg.Text(area.X + area.Width, y + (height * 0.7), shown.Text, 10, Svg.Colour(shown.Colour), "end");
        }
    }

    public static void Map(Svg svg, Area area, Panel panel, string colourField, IReadOnlyList<Dictionary<string, object?>> rows)
    {
        var points = rows.Where(row => row.GetValueOrDefault("lat") is double && row.GetValueOrDefault("lon") is double).Select(row => (Lat: (double)row["lat"]!, Lon: (double)row["lon"]!, Row: row)).ToList();
        if (points.Count == 0) return;
        var (south, north, west, east) = (points.Min(point => point.Lat), points.Max(point => point.Lat), points.Min(point => point.Lon), points.Max(point => point.Lon));
        foreach (var (lat, lon, row) in points)
        {
            var (x, y) = (area.X + 30 + ((area.Width - 60) * (lon - west) / Math.Max(1e-6, east - west)), area.Y + 20 + ((area.Height - 40) * (north - lat) / Math.Max(1e-6, north - south)));
            svg.Dot(x, y, Svg.Colour(Shown.Of(row.GetValueOrDefault(colourField), panel.Look).Colour));
            svg.Text(x + 8, y + 3, row.GetValueOrDefault("name")?.ToString() ?? "", 9, "#aaa");
        }
    }
}
