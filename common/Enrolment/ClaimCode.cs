using System.Security.Cryptography;
using System.Text;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Common.Enrolment;

/// <summary>What the office gives a technician: with it one machine becomes one site, once.</summary>
/// <param name="Collector">Where to ask: <c>https://noc.example.net:8443</c>.</param>
/// <param name="Site">The site it is for.</param>
/// <param name="Secret">16 random bytes; the collector keeps their hash.</param>
/// <param name="CaFingerprint">SHA-256 of the DER bytes of the certificate authority that the collector's certificate is from: the only trust there is on a bare machine.</param>
/// <remarks>
/// As text <c>EDGENOC1-</c> and groups of base 32 with dashes: version, length of all, secret, fingerprint, length of the site and it, the address without
/// <c>https://</c>, and four bytes of a SHA-256 over all before. The length comes early, so that half of a claim is told from a wrong one.
/// </remarks>
public sealed record ClaimCode(Uri Collector, string Site, ReadOnlyMemory<byte> Secret, ReadOnlyMemory<byte> CaFingerprint)
{
    public const string Prefix = "EDGENOC1";
    public const int SecretBytes = 16;

    /// <summary>The longest text that is looked at.</summary>
    public const int MaxLength = 4096;

    internal const int CheckBytes = 4, FingerprintBytes = 32, SecretAt = 2, SiteAt = SecretAt + SecretBytes + FingerprintBytes;
    internal const byte Version = 1;
    private const int GroupLength = 8;

    /// <summary>As somebody copies it.</summary>
    public override string ToString() => $"{Prefix}-{string.Join('-', Digits().Chunk(GroupLength).Select(group => new string(group)))}";

    /// <summary>As a QR code holds it best: upper case without dashes.</summary>
    public string ToDense() => Prefix + Digits();

    /// <exception cref="InvalidOperationException">The address is too long, or no site id.</exception>
    private string Digits()
    {
        var address = Encoding.UTF8.GetBytes(Collector.GetComponents(UriComponents.HostAndPort, UriFormat.UriEscaped));
        var site = Encoding.ASCII.GetBytes(Site);
        var length = SiteAt + 1 + site.Length + address.Length + CheckBytes;
        if (length > byte.MaxValue || !Topics.IsSiteId(Site)) throw new InvalidOperationException("the collector's address is longer than 120 characters");
        byte[] body = [Version, (byte)length, .. Secret.Span, .. CaFingerprint.Span, (byte)site.Length, .. site, .. address];
        return Base32.Write([.. body, .. Check(body)]);
    }

    internal static ReadOnlySpan<byte> Check(ReadOnlySpan<byte> body) => SHA256.HashData(body).AsSpan(0, CheckBytes);
}
