using System.Text.Json.Nodes;

namespace EdgeNoc.Simulators.Gateway;

/// <summary>What a request asks to send.</summary>
internal sealed record Wanted(string Sender, string? To, string? Text);

/// <summary>How one provider's messages are asked for and answered.</summary>
/// <param name="Provider">Its name in a collector's config.</param>
/// <param name="Pattern">The path of its send call.</param>
/// <param name="Knows">Whether a request carries the key.</param>
/// <param name="Read">What it asks for.</param>
/// <param name="Taken">The answer to a message that was taken, by its id.</param>
/// <param name="Refused">The answer to one that was not, with a reason.</param>
internal sealed record Dialect(
    string Provider,
    string Pattern,
    Func<GatewayRequest, string, bool> Knows,
    Func<GatewayRequest, Wanted> Read,
    Func<string, Wanted, GatewayAnswer> Taken,
    Func<string, GatewayAnswer> Refused)
{
    /// <summary>Null where this provider names nothing.</summary>
    public Func<int, string?> IdOf { get; init; } = _ => null;
}

/// <summary>A status and a body.</summary>
internal sealed record GatewayAnswer(int Status, JsonNode Body);
