using EdgeNoc.Collector.Alerts;

namespace EdgeNoc.Collector.Users;

/// <summary>What somebody is in the office, or outside of it.</summary>
internal enum UserRole
{
    /// <summary>Looks.</summary>
    Viewer,

    /// <summary>Works at some sites, and sees no others.</summary>
    Technician,

    /// <summary>Acknowledges, silences and maintains everywhere.</summary>
    Noc,

    /// <summary>Decides who is told of what, and who may do what.</summary>
    Admin,
}

/// <summary>Roles as people write them, and what they may do: the rights are those of <see cref="Role"/>, which replies and the API go by.</summary>
internal static class UserRoles
{
    public static IReadOnlyList<string> All { get; } = ["viewer", "technician", "noc", "admin"];

    /// <summary>Null for anything else. <c>operator</c> is what a token for everything but administration is called.</summary>
    public static UserRole? Parse(string? text) => text switch
    {
        "viewer" => UserRole.Viewer,
        "technician" => UserRole.Technician,
        "noc" or Roles.Operator => UserRole.Noc,
        "admin" => UserRole.Admin,
        _ => null,
    };

    public static string Word(UserRole role) => All[(int)role];

    /// <summary>What he may do where he may do something.</summary>
    public static Role Rights(UserRole role) => role switch
    {
        UserRole.Viewer => Role.Viewer,
        UserRole.Admin => Role.Admin,
        _ => Role.Operator,
    };

    /// <summary>Why somebody of this role cannot have these sites; null when he can.</summary>
    public static string? Unfit(UserRole role, SiteScope scope) => role switch
    {
        UserRole.Technician when scope.IsAll => "a technician has the sites where he works: name at least one",
        UserRole.Admin or UserRole.Noc when !scope.IsAll => "this role is for all sites: name none, or choose technician or viewer",
        _ => null,
    };
}
