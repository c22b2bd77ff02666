using EdgeNoc.Agent.Devices.Tls;

namespace EdgeNoc.Agent.Devices.MikroTik.Api;

/// <summary>Where a router's API is and how its certificate is known.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">8728 plain, 8729 TLS by default.</param>
/// <param name="Tls">The service <c>api-ssl</c>.</param>
/// <param name="CaFile">CA certificates in PEM; null for the system's.</param>
/// <param name="Pin">SHA-256 of the certificate, 32 bytes: it and no other; null when a CA vouches for it.</param>
internal sealed record ApiTarget(string Host, int Port, bool Tls, string? CaFile = null, byte[]? Pin = null)
{
    /// <summary>The router's own name for it, in <c>/ip service</c>.</summary>
    public string Service => Tls ? "api-ssl" : "api";

    public CertificateTrust Trust => new(ToString(), ShownBy, CaFile, Pin);

    /// <summary>Where the router itself shows its certificate's fingerprint.</summary>
    public const string ShownBy = "the fingerprint in /certificate print on the router";

    public override string ToString() => $"{(Tls ? "apis" : "api")}://{Host}:{Port}";
}
