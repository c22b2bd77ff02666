using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace EdgeNoc.Simulators.OltWeb;

/// <summary>Where a simulated web interface listens, who may log in, and how many numbered ONUs it has.</summary>
public sealed record OltWebOptions
{
    /// <summary>Default: a free port of the loopback.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    public string User { get; init; } = "admin";

    public string Password { get; init; } = "pw-1";

    /// <summary>With it https alone.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Default 16, on two PONs.</summary>
    public int Onus { get; init; } = 16;

    /// <summary>The address as a config has it.</summary>
    internal Uri UrlAt(IPEndPoint bound) => new($"{(Certificate is null ? "http" : "https")}://{bound}/");
}
