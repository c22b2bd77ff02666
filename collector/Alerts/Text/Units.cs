namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>The units that names of values end in.</summary>
internal static class Units
{
    private static readonly string[] Suffixes = ["_dbm", "_bps", "_pct", "_db", "_mb", "_ms", "_ma", "_c", "_v", "_m", "_s"];

    /// <summary><c>cpu_pct</c>: <c>cpu</c> and <c>_pct</c>; without a unit the second is empty.</summary>
    public static (string Name, string Unit) Split(string key)
    {
        var unit = Suffixes.FirstOrDefault(suffix => key.EndsWith(suffix, StringComparison.Ordinal) && key.Length > suffix.Length) ?? "";
        return (key[..^unit.Length], unit);
    }

    public static string Text(double value, string unit, Phrasing say) => unit switch
    {
        "_dbm" => $"{say.Number(value)} dBm",
        "_mb" => $"{say.Number(value)} MB",
        "_db" => $"{say.Number(value)} dB",
        "_pct" => $"{say.Number(value)}%",
        "_ms" => $"{say.Number(value)} ms",
        "_ma" => $"{say.Number(value)} mA",
        "_c" => $"{say.Number(value)}°C",
        "_v" => $"{say.Number(value)} V",
        "_m" => $"{say.Number(Math.Round(value))} m",
        "_s" when Math.Abs(value) < 1e9 => say.Duration(TimeSpan.FromSeconds(Math.Abs(value))),
        "_bps" when Math.Abs(value) >= 1e9 => $"{say.Number(value / 1e9)} Gbit/s",
        "_bps" when Math.Abs(value) >= 1e6 => $"{say.Number(value / 1e6)} Mbit/s",
        "_bps" => $"{say.Number(value / 1e3)} kbit/s",
        _ => say.Number(value),
    };
}
