using System.Globalization;
using System.Text.Json.Nodes;

namespace EdgeNoc.Collector.Web.Forms;

/// <summary>Degrees as people write them. Pure.</summary>
internal static class Degrees
{
    /// <summary>A number, with point or comma; what is none stays the text that it is, for whoever judges it to say so; null: nothing was written.</summary>
    public static JsonNode? Node(string? text) => text?.Trim() switch
    {
        null or "" => null,
        var written when double.TryParse(written.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        var written => written,
    };

    public static string? Text(double? degrees) => degrees?.ToString(CultureInfo.InvariantCulture);
}
