using System.Security.Claims;
using EdgeNoc.Collector.Users;
using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>What somebody may have an agent do; at which sites, the gate of the API has said before.</summary>
internal static class CommandRoles
{
    public static CommandRole Of(ClaimsPrincipal user) => Person.Of(user)?.Role switch
    {
        UserRole.Admin => CommandRole.Admin,
        UserRole.Noc => CommandRole.Noc,
        UserRole.Technician => CommandRole.Technician,
        _ => CommandRole.Viewer,
    };
}
