namespace EdgeNoc.Collector.Api.Access;

/// <summary>What the owner of a token may do; each may do what those before it may.</summary>
internal enum Role
{
    /// <summary>Reads everything but tokens.</summary>
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
