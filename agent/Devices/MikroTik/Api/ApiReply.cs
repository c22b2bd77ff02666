namespace EdgeNoc.Agent.Devices.MikroTik.Api;

/// <summary>A command that the router refused.</summary>
/// <param name="Category">0 missing item or command, 1 argument, 2 interrupted, 3 scripting, 4 general, 5 API, 6 terminal, 7 return value; null when not said.</param>
/// <param name="Message">The router's own words.</param>
internal sealed record ApiTrap(int? Category, string Message)
{
    /// <summary>This router has no such menu: another version, or a package that is not installed.</summary>
    /// <remarks>Not "no such item": that is a port that was taken out since it was listed.</remarks>
    public bool IsMissing => Message.StartsWith("no such command", StringComparison.Ordinal);

    /// <summary>The user may not.</summary>
    public bool IsForbidden => Message.Contains("not allowed", StringComparison.Ordinal) || Message.Contains("not enough permissions", StringComparison.Ordinal);
}

/// <summary>All that came for one command.</summary>
internal sealed record ApiReply
{
    public IReadOnlyList<Sentence> Rows { get; init; } = [];

    /// <summary>There can be several before the one <c>!done</c>.</summary>
    public IReadOnlyList<ApiTrap> Traps { get; init; } = [];

    /// <summary><c>=ret=</c> of <c>!done</c>: the old login's challenge, a count.</summary>
    public string? Return { get; init; }

    /// <summary>It took too long and was cancelled; the router confirmed that, and the connection lives on.</summary>
    public bool TimedOut { get; init; }
}
