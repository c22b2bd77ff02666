using QRCoder;

namespace EdgeNoc.Agent.Commands;

/// <summary>A QR code in half blocks, for a terminal: dark on light, as phones read it, also where the terminal is dark.</summary>
internal static class QrText
{
    public static string Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new AsciiQRCode(data);
        return code.GetGraphicSmall(drawQuietZones: true, invert: false);
    }
}
