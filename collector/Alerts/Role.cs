namespace EdgeNoc.Collector.Alerts;

/// <summary>What a contact may do by his answers and the owner of a token by the API; each may do what those before it may.</summary>
internal enum Role
{
    /// <summary>Asks: reads everything but tokens; detail, status, cek, who.</summary>
    Viewer,

    /// <summary>Acknowledges, mutes, silences, and sends alerts of other systems.</summary>
    Operator,

    /// <summary>Decides who is told of what, and who may do what.</summary>
    Admin,
}

/// <summary>Roles as people write them.</summary>
internal static class Roles
{
    public const string Viewer = "viewer";
    public const string Operator = "operator";
    public const string Admin = "admin";

    public static IReadOnlyList<string> All { get; } = [Viewer, Operator, Admin];

    /// <summary>Null for anything else.</summary>
    public static Role? Parse(string? text) => text switch
    {
        Viewer => Role.Viewer,
        Operator => Role.Operator,
        Admin => Role.Admin,
        _ => null,
    };
}
