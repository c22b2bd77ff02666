using System.Security.Cryptography;

namespace EdgeNoc.Common.Signing;

/// <summary>The office's key: who has it tells every site what to run.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly ECDsa _key;

    private SigningKey(ECDsa key)
    {
        _key = key;
        Public = new VerifyingKey(key.ExportSubjectPublicKeyInfo());
    }

    public VerifyingKey Public { get; }

    public static SigningKey Make() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <exception cref="ArgumentException">That is no private key in PEM.</exception>
    /// <exception cref="CryptographicException">It is of another kind.</exception>
    public static SigningKey OfPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return new SigningKey(key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>PKCS #8. A secret.</summary>
    public string ToPem() => _key.ExportPkcs8PrivateKeyPem() + "\n";

    /// <param name="payload">A JSON object that holds <see cref="SignedClaims"/>.</param>
    /// <exception cref="ArgumentException">It does not: nobody would take it.</exception>
    public SignedEnvelope Sign(byte[] payload)
    {
        if (SignedClaims.Read(payload) is null) throw new ArgumentException("what is signed says its purpose, site and version", nameof(payload));
        return new SignedEnvelope(SignedEnvelope.Version, Public.Id, _key.SignData(payload, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence), payload);
    }

    public void Dispose() => _key.Dispose();
}
