using System.Security.Claims;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Collector.SiteCommands;

/// <summary>What the owner of a token may have an agent do.</summary>
internal static class CommandRoles
{
    public static CommandRole Of(ClaimsPrincipal user) => Roles.Parse(user.FindFirstValue(ClaimTypes.Role)) switch
    {
        Role.Admin => CommandRole.Admin,
        Role.Operator => CommandRole.Noc,
        _ => CommandRole.Viewer,
    };
}
