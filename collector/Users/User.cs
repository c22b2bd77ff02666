namespace EdgeNoc.Collector.Users;

/// <summary>A row of <c>users</c>: somebody who signs in to the console.</summary>
internal sealed record User
{
    public const int MaxId = 64;

    /// <summary>What he signs in with.</summary>
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string Role { get; init; } = "";
    public string? SitesJson { get; init; }
    public string Password { get; init; } = "";

    /// <summary><c>id</c>, <c>pt</c>, <c>en</c>; null: as his browser asks.</summary>
    public string? Language { get; init; }

    /// <summary><c>light</c>, <c>dark</c>, <c>wall</c>; null: as his machine has it.</summary>
    public string? Theme { get; init; }

    /// <summary>An IANA name; null: as his browser has it.</summary>
    public string? Zone { get; init; }
    public long CreatedMs { get; init; }
    public long? DisabledMs { get; init; }

    /// <summary>Wrong passwords in a row.</summary>
    public long Failures { get; init; }
    public long? LockedUntilMs { get; init; }

    /// <summary>What an unknown word in the database may do is the least.</summary>
    public UserRole Kind => UserRoles.Parse(Role) ?? UserRole.Viewer;

    public SiteScope Scope => SiteScope.OfJson(SitesJson);

    public bool IsDisabled => DisabledMs is not null;

    /// <summary>Lower-case letters, digits and <c>. _ @ -</c>: what people type without thinking, and what no page has to escape.</summary>
    public static bool IsId(string? text) =>
        text is { Length: > 0 and <= MaxId } && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '@' or '-');
}
