using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeNoc.Simulators.Http;

/// <summary>A certificate as boxes sign their own.</summary>
public static class SelfSigned
{
    public static X509Certificate2 Create(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(365));
    }

    /// <summary>Its SHA-256 as a config pins it.</summary>
    public static string PinOf(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
}
