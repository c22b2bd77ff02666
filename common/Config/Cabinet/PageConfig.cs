using System.Net;

namespace EdgeNoc.Common.Config.Cabinet;

/// <summary>The section <c>cabinet.page</c>: where the page for the phone is served. Without it nothing listens and nothing of it is loaded.</summary>
/// <param name="Listen">An address of this machine on the POP's LAN, and a port; never every address, for one of them leads to the outside.</param>
/// <param name="Pin">The file with the hash of the site's PIN, as the verb <c>cabinet pin</c> writes it.</param>
public sealed record PageConfig(IPEndPoint Listen, SecretSource Pin)
{
    /// <summary>How the hash of a PIN begins.</summary>
    public const string PinHashPrefix = "pbkdf2-sha256:";

    /// <summary>The name under which the LAN's own name server knows this machine; null for none, the default. A page asked for under any other name is refused.</summary>
    public string? Name { get; init; }

    /// <summary>What people open, and what the QR codes hold.</summary>
    public Uri Address => new UriBuilder(Uri.UriSchemeHttp, Name ?? Listen.Address.ToString(), Listen.Port).Uri;
}
