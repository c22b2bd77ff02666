using System.Globalization;
using System.Text.RegularExpressions;
using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;

namespace EdgeNoc.Dashboards.Preview;

/// <summary>A value in the words and the colour that a panel gives it.</summary>
internal sealed record Shown(string Text, string Colour)
{
    /// <summary>The look of a field: what its rules say over the panel's own.</summary>
    public static FieldLook Look(Panel panel, string field)
    {
        var look = panel.Look;
        foreach (var rule in panel.Fields.Where(rule => rule.Field == field || (rule.Field.StartsWith('/') && Regex.IsMatch(field, rule.Field.Trim('/'), RegexOptions.None, TimeSpan.FromSeconds(1)))))
        {
            look = look with
            {
                Unit = rule.Look.Unit ?? look.Unit,
                Steps = rule.Look.Steps ?? look.Steps,
                Words = rule.Look.Words.Count > 0 ? rule.Look.Words : look.Words,
                Name = rule.Look.Name ?? look.Name,
                Decimals = rule.Look.Decimals ?? look.Decimals,
                IsCellColoured = rule.Look.IsCellColoured || look.IsCellColoured,
            };
        }

        return look;
    }

    public static Shown Of(object? value, FieldLook look)
    {
        if (value is null) return new(Words.Nothing.Text, Words.Nothing.Colour);
        var plain = value is double number ? number.ToString(CultureInfo.InvariantCulture) : value.ToString()!;
        if (look.Words.FirstOrDefault(word => word.Value == plain) is { } known) return new(known.Text, known.Colour);
        if (value is not double figure) return new(plain, Colours.Text);
        if (look.Unit == Unit.NoDataSince) return new($"no data since {DateTimeOffset.FromUnixTimeMilliseconds((long)figure):HH:mm}", Colours.Unknown);
        var colour = look.Steps?.LastOrDefault(step => step.From is not { } from || figure >= from)?.Colour ?? Colours.Text;
        return new(Figure(figure, look), colour);
    }

    private static string Figure(double value, FieldLook look)
    {
        var format = look.Decimals is { } decimals ? $"F{decimals}" : Math.Abs(value) >= 100 || value == Math.Floor(value) ? "F0" : "F1";
        var text = value.ToString(format, CultureInfo.InvariantCulture);
        return look.Unit switch
        {
            Unit.Decibel => text + " dBm",
            Unit.Percent => text + "%",
            Unit.Share => (value * 100).ToString("F0", CultureInfo.InvariantCulture) + "%",
            Unit.Milliseconds => text + " ms",
            "celsius" => text + " °C",
            "volt" => text + " V",
            "mamp" => text + " mA",
            "lengthm" => text + " m",
            "h" => text + " h",
            Unit.Seconds => value >= 172_800 ? $"{value / 86_400:F1} d" : value >= 7_200 ? $"{value / 3_600:F1} h" : value >= 120 ? $"{value / 60:F0} min" : $"{value:F0} s",
            Unit.Bits => Scaled(value, 1000, ["b/s", "kb/s", "Mb/s", "Gb/s", "Tb/s"]),
            "decbytes" => Scaled(value, 1000, ["B", "kB", "MB", "GB", "TB"]),
            "decmbytes" => Scaled(value, 1000, ["MB", "GB", "TB"]),
            _ => text,
        };
    }

    private static string Scaled(double value, double step, string[] units)
    {
        var index = 0;
        for (; Math.Abs(value) >= step && index < units.Length - 1; index++) value /= step;
        return value.ToString(value >= 100 ? "F0" : "F1", CultureInfo.InvariantCulture) + " " + units[index];
    }
}
