using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeNoc.Agent.Devices.MikroTik.Api;

/// <summary>Whether a router's certificate is the right one. Never "whatever comes".</summary>
internal static class CertificateTrust
{
    /// <summary>Null when it is trusted; else why not, with the pin that a person can compare and write down.</summary>
    public static PollError? Judge(ApiTarget target, X509Certificate2? certificate, SslPolicyErrors errors)
    {
        if (certificate is null) return RouterErrors.NoHandshake(target).Error;
        var pin = certificate.GetCertHash(HashAlgorithmName.SHA256);
        if (target.Pin is { } expected)
        {
            return CryptographicOperations.FixedTimeEquals(pin, expected)
                ? null
                : new(PollErrorKind.AuthFailed, $"{target} shows another certificate than the pinned one: {Text(pin)}", "if the certificate was renewed, compare it with /certificate print on the router and correct pin_sha256; if not, somebody stands in between");
        }

        if (errors == SslPolicyErrors.None || (target.CaFile is { } file && IsSignedBy(certificate, file, errors))) return null;
        return new(
            PollErrorKind.AuthFailed,
            errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) && !errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)
                ? $"the certificate of {target} is for another name; its SHA-256 is {Text(pin)}"
                : $"nobody known vouches for the certificate of {target}; its SHA-256 is {Text(pin)}",
            $"compare it with the fingerprint in /certificate print on the router, then write \"pin_sha256\": \"{Text(pin)}\"");
    }

    /// <summary>64 hex digits, with or without colons; null for anything else.</summary>
    public static byte[]? ParsePin(string text)
    {
        var digits = text.Replace(":", "", StringComparison.Ordinal);
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits) : null;
    }

    /// <summary>As RouterOS shows it.</summary>
    private static string Text(byte[] pin) => Convert.ToHexStringLower(pin);

    private static bool IsSignedBy(X509Certificate2 certificate, string caFile, SslPolicyErrors errors)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return false;
        try
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(caFile);
            return chain.Build(certificate);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return false;
        }
    }
}
