namespace EdgeNoc.Tests.ApiFuzz;

/// <summary>By which a request says whose it is.</summary>
/// <param name="Headers">A token, or a cookie with the console's mark; none: nobody.</param>
internal sealed record ApiKey(IReadOnlyList<(string Name, string Value)> Headers)
{
    public bool IsCookie => Headers.Any(header => header.Name == "Cookie");
}

/// <summary>Somebody who asks, with several keys: each may ask only so often.</summary>
/// <param name="Name">In failures.</param>
/// <param name="Role"><c>viewer, operator, admin</c> as the description says what is needed; null: nobody.</param>
/// <param name="Site">The one that he sees; null: all.</param>
/// <param name="Keys">At least one.</param>
internal sealed record Persona(string Name, string? Role, string? Site, IReadOnlyList<ApiKey> Keys)
{
    private static readonly string[] Ranks = ["viewer", "operator", "admin"];

    public bool May(string needed) => Role is not null && Array.IndexOf(Ranks, Role) >= Array.IndexOf(Ranks, needed);

    public override string ToString() => Name;
}
