using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeNoc.Agent.Enrolment;

/// <summary>Trusts what one certificate authority signed, and nobody else. A machine without a clock has no opinion on dates.</summary>
internal static class CollectorTrust
{
    /// <summary>The certificate in a PEM that has this SHA-256; null when there is none.</summary>
    public static X509Certificate2? Find(string pem, ReadOnlySpan<byte> fingerprint)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            return null;
        }

        foreach (var certificate in certificates)
        {
            if (SHA256.HashData(certificate.RawData).AsSpan().SequenceEqual(fingerprint)) return certificate;
        }

        return null;
    }

    /// <summary>Null: the server is who it says; else what is wrong with its certificate.</summary>
    public static string? Problem(X509Certificate2 ca, X509Certificate? server, SslPolicyErrors seen)
    {
        if (server is null) return "it shows no certificate";
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid | X509VerificationFlags.IgnoreCtlNotTimeValid,
                DisableCertificateDownloads = true,
            },
        };
        chain.ChainPolicy.CustomTrustStore.Add(ca);
        using var certificate = X509CertificateLoader.LoadCertificate(server.GetRawCertData());
        if (!chain.Build(certificate)) return "its certificate is not from the authority of this claim";
        return seen.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "its certificate is for another name" : null;
    }
}
