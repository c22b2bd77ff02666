using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace EdgeNoc.Tests.Api;

/// <summary>Addresses of endpoints with something for their parameters.</summary>
internal static partial class Paths
{
    public static string Of(RouteEndpoint endpoint) => Number().Replace(endpoint.RoutePattern.RawText!, "1").Replace("{id}", "some-id", StringComparison.Ordinal)
        .Replace("{name}", "problem", StringComparison.Ordinal).Replace("{language}", "en", StringComparison.Ordinal);

    /// <summary>Whatever it is the number of.</summary>
    [GeneratedRegex(@"\{\w+:long\}")]
    private static partial Regex Number();
}
