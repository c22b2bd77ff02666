using System.Security.Cryptography;
using EdgeNoc.Common.Enrolment;

namespace EdgeNoc.Common.Signing;

/// <summary>The half of the office's key that everybody may know.</summary>
/// <param name="Spki">P-256, SubjectPublicKeyInfo.</param>
public sealed record VerifyingKey(ReadOnlyMemory<byte> Spki)
{
    private const int IdDigits = 16;

    /// <summary>As <see cref="SignedEnvelope.Key"/> names it.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Spki.Span))[..IdDigits];

    public string ToPem() => PemEncoding.WriteString("PUBLIC KEY", Spki.Span) + "\n";

    /// <summary>Null for what is no P-256 public key in PEM.</summary>
    public static VerifyingKey? OfPem(string pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] != "PUBLIC KEY") return null;
        var spki = Convert.FromBase64String(pem[fields.Base64Data]);
        return SealedBox.IsPublicKey(spki) ? new VerifyingKey(spki) : null;
    }

    internal bool Signed(byte[] payload, byte[] signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Spki.Span, out _);
        return key.VerifyData(payload, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
