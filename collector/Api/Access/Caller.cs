using System.Security.Claims;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Access;

/// <summary>Who calls, as the audit has him.</summary>
internal static class Caller
{
    public static Actor Of(ClaimsPrincipal user) => Person.Of(user)?.Actor ?? new Actor("", "", Person.ViaApi);
}
