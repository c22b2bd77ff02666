using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeNoc.Agent.Enrolment;

/// <summary>Trusts what one certificate authority signed, and nobody else.</summary>
/// <remarks>
/// Of the dates only the end counts, and that against the latest time which is known to have been: a machine without a clock cannot tell that a certificate has not
/// begun yet, and one that begins later is a proof that it is later. The authority's own beginning is such a proof, for its fingerprint came from the office.
/// </remarks>
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
    /// <param name="ca">Whom to trust.</param>
    /// <param name="server">What the server showed.</param>
    /// <param name="seen">What the platform thinks of it; only its word on the name counts.</param>
    /// <param name="known">It is at least so late.</param>
    public static string? Problem(X509Certificate2 ca, X509Certificate? server, SslPolicyErrors seen, DateTimeOffset known)
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
        if (seen.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return "its certificate is for another name";
        var now = Later(known.UtcDateTime, ca.NotBefore.ToUniversalTime());
        var end = chain.ChainElements.Min(element => element.Certificate.NotAfter.ToUniversalTime());
        return end < now ? string.Create(CultureInfo.InvariantCulture, $"its certificate or its authority's ended on {end:yyyy-MM-dd}, and it is at least {now:yyyy-MM-dd}") : null;
    }

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;
}
