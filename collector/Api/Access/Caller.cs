using System.Security.Claims;
using EdgeNoc.Collector.Alerts;

namespace EdgeNoc.Collector.Api.Access;

/// <summary>Who calls, as the audit has him.</summary>
internal static class Caller
{
    public const string Via = "api";

    public static Actor Of(ClaimsPrincipal user) => new(user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "", user.FindFirstValue(ClaimTypes.Name) ?? "", Via);
}
