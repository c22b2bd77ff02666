using Microsoft.AspNetCore.Routing;

namespace EdgeNoc.Tests.Api;

/// <summary>Addresses of endpoints with something for their parameters.</summary>
internal static class Paths
{
    public static string Of(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!
        .Replace("{number:long}", "1", StringComparison.Ordinal).Replace("{id:long}", "1", StringComparison.Ordinal).Replace("{id}", "some-id", StringComparison.Ordinal)
        .Replace("{name}", "problem", StringComparison.Ordinal).Replace("{language}", "en", StringComparison.Ordinal);
}
