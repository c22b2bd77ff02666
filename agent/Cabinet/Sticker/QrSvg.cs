using System.Globalization;
using System.Text;
using QRCoder;

namespace EdgeNoc.Agent.Cabinet.Sticker;

/// <summary>A QR code as a drawing that stands in a page.</summary>
internal static class QrSvg
{
    /// <summary>Dark modules on white, with the quiet zone that readers need; as wide as its place.</summary>
    public static string Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        foreach (var (y, row) in code.ModuleMatrix.Index())
        {
            for (var x = 0; x < row.Length; x++)
            {
                if (row[x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }

        var size = code.ModuleMatrix.Count.ToString(CultureInfo.InvariantCulture);
        return $"""<svg class="qr" viewBox="0 0 {size} {size}" shape-rendering="crispEdges" role="img"><rect width="{size}" height="{size}" fill="#fff"/><path d="{path}"/></svg>""";
    }
}
