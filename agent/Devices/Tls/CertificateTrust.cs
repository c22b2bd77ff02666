using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Agent.Devices.Tls;

/// <summary>Which certificate a box may show: the pinned one and no other; without a pin one that a known authority signed. Never "whatever comes".</summary>
/// <param name="Where">The box, for messages.</param>
/// <param name="ShownBy">Where a person sees the right fingerprint.</param>
/// <param name="CaFile">CA certificates in PEM; null for the system's.</param>
/// <param name="Pin">SHA-256 of the certificate, 32 bytes; null when an authority vouches for it.</param>
internal sealed record CertificateTrust(string Where, string ShownBy, string? CaFile, byte[]? Pin)
{
    /// <summary>The key of a device's entry that pins.</summary>
    public const string PinKey = DeviceAddress.PinKey;

    /// <summary>Null when it is trusted; else why not, with the pin that a person can compare and write down.</summary>
    public PollError? Judge(X509Certificate2 certificate, SslPolicyErrors errors)
    {
        var pin = certificate.GetCertHash(HashAlgorithmName.SHA256);
        if (Pin is { } expected)
        {
            return CryptographicOperations.FixedTimeEquals(pin, expected)
                ? null
                : new(PollErrorKind.AuthFailed, $"{Where} shows another certificate than the pinned one: {Text(pin)}", $"if the certificate was renewed, compare it with {ShownBy} and correct {PinKey}; if not, somebody stands in between");
        }

        if (errors == SslPolicyErrors.None || (CaFile is { } file && IsSignedBy(certificate, file, errors))) return null;
        return new(
            PollErrorKind.AuthFailed,
            errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) && !errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)
                ? $"the certificate of {Where} is for another name; its SHA-256 is {Text(pin)}"
                : $"nobody known vouches for the certificate of {Where}; its SHA-256 is {Text(pin)}",
            $"compare it with {ShownBy}, then write \"{PinKey}\": \"{Text(pin)}\"");
    }

    /// <summary>Reads <c>pin_sha256</c>; null when it is not there or is none, which is told then.</summary>
    /// <param name="section">The device's entry.</param>
    /// <param name="shownBy">Where a person sees the right one.</param>
    public static byte[]? ReadPin(ConfigSection section, string shownBy)
    {
        if (section.Text(PinKey) is not { } text) return null;
        if (ParsePin(text) is { } pin) return pin;
        section.Error(PinKey, ConfigSection.Quoted(text), "is no SHA-256", $"write the 64 hex digits that check shows, or {shownBy}");
        return null;
    }

    /// <summary>64 hex digits, with or without colons; null for anything else.</summary>
    public static byte[]? ParsePin(string text)
    {
        var digits = text.Replace(":", "", StringComparison.Ordinal);
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits) : null;
    }

    /// <summary>As RouterOS shows it, and OpenSSL without its colons.</summary>
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
