using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeNoc.Collector.Config;
using EdgeNoc.Common.Enrolment;
using QRCoder;

namespace EdgeNoc.Collector.Sites.Enrolment;

/// <summary>A claim as people carry it: text, QR code, file.</summary>
internal sealed record ClaimPaper(ClaimCode Claim, string? Title, DateTimeOffset Expires)
{
    public const string FileName = "edgenoc-claim.txt";

    public string Text => Claim.ToString();

    /// <summary>The file for a card's boot partition.</summary>
    public string File => string.Create(CultureInfo.InvariantCulture, $"""
        # EdgeNoc: this card becomes site {Claim.Site}{(Title is { } title ? $" ({Line(title)})" : "")}.
        # Good once, until {Expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC. Copy this file as {FileName} onto the
        # partition "bootfs" of the card, put the card into the Raspberry Pi and switch it on.
        {Text}

        """);

    /// <summary>For a terminal: dark on light, also where the terminal is dark.</summary>
    public string QrText()
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(Claim.ToDense(), QRCodeGenerator.ECCLevel.M);
        using var code = new AsciiQRCode(data);
        return code.GetGraphicSmall(drawQuietZones: true, invert: true);
    }

    /// <summary>For a page or a telephone.</summary>
    public string QrSvg()
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(Claim.ToDense(), QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(4);
    }

    /// <param name="enrolment">What the claim says besides.</param>
    /// <param name="site">Whom it is for.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="expires">When it ends.</param>
    /// <exception cref="CryptographicException">The certificate authority cannot be read.</exception>
    public static ClaimPaper Of(EnrolmentConfig enrolment, string site, string? title, byte[] secret, DateTimeOffset expires)
    {
        using var ca = X509CertificateLoader.LoadCertificateFromFile(enrolment.CaFile);
        return new ClaimPaper(new ClaimCode(enrolment.Url, site, secret, SHA256.HashData(ca.RawData)), title, expires);
    }

    private static string Line(string text) => string.Concat(text.Where(character => !char.IsControl(character)));
}
