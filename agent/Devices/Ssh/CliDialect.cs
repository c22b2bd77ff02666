using System.Text.RegularExpressions;

namespace EdgeNoc.Agent.Devices.Ssh;

/// <summary>How a family's command line speaks. All patterns see the text behind the last line feed, free of control codes.</summary>
internal sealed record CliDialect
{
    /// <summary>A prompt as a whole line without its end, the host's name in group <c>name</c>. After login that name is pinned: texts that look like another prompt are data.</summary>
    public required Regex Prompt { get; init; }

    /// <summary>A pager's line.</summary>
    public required Regex Pager { get; init; }

    /// <summary>What makes the pager go on.</summary>
    public string PagerKey { get; init; } = " ";

    /// <summary>A question that waits on the last line of a login or an answer, and what is said to it. The first that fits counts; one that fits none ends in a timeout.</summary>
    public IReadOnlyList<CliQuestion> Questions { get; init; } = [];

    /// <summary>Asked right after login, to have no pager; null when there is no such command. What the box says to it does not matter.</summary>
    public string? NoPaging { get; init; }

    /// <summary>In the text before the end of a login: all of the box's sessions are taken.</summary>
    public Regex? SessionFull { get; init; }

    /// <summary>In the text before the end of a login: the account must change its password first.</summary>
    public Regex? PasswordExpired { get; init; }

    /// <summary>The end of a line that is sent.</summary>
    public string LineEnd { get; init; } = "\r";

    /// <summary>An answer longer than this is none.</summary>
    public int MaxBytes { get; init; } = 8 << 20;
}

/// <summary>A question of the box.</summary>
/// <param name="Pattern">The last line, as far as it came.</param>
/// <param name="Answer">Sent with the line's end; null: there is no answer that an agent may give, and the session ends.</param>
internal sealed record CliQuestion(Regex Pattern, string? Answer);
