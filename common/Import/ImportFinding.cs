using System.Net;

namespace EdgeNoc.Common.Import;

/// <summary>How much a finding weighs.</summary>
public enum ImportMark
{
    /// <summary>Kept as it stands, and worth a look.</summary>
    Remark,

    /// <summary>A row, or a value of it, that is not in the result.</summary>
    Refused,
}

/// <summary>Something about a line of the list.</summary>
/// <param name="Line">Counted from 1, as editors do; a row of several lines has the number of its first.</param>
/// <param name="Mark">Whether something is missing from the result because of it.</param>
/// <param name="Problem">What stands there.</param>
/// <param name="Remedy">What to do.</param>
public sealed record ImportFinding(int Line, ImportMark Mark, string Problem, string Remedy)
{
    /// <summary><c>✘ onts.csv:17: …</c>.</summary>
    public string Text(string file) => $"{(Mark == ImportMark.Refused ? '✘' : '‼')} {file}:{Line}: {Problem}: {Remedy}";

    /// <summary>A value of a hostile or broken file as a terminal may see it: short, on one line, without control codes.</summary>
    public static string Shown(string text)
    {
        var cut = text.Length <= 60 ? text : $"{text[..60]}…";
        return $"\"{string.Concat(cut.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) && cut.Length != text.Length ? '·' : letter))}\"";
    }
}

/// <summary>A row of a list, its texts as they stand; null where the list has no such value.</summary>
public sealed record ImportRow(int Line)
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    /// <summary>The place; it becomes the name of an ONT without one.</summary>
    public string? Location { get; init; }

    public string? Address { get; init; }

    public string? Latitude { get; init; }

    public string? Longitude { get; init; }
}

/// <summary>What a file holds, before anything is judged.</summary>
/// <param name="Rows">The rows that could be read.</param>
/// <param name="Findings">Those that could not.</param>
/// <param name="Unusable">Why it is no list at all; null when it is one.</param>
public sealed record ImportList(IReadOnlyList<ImportRow> Rows, IReadOnlyList<ImportFinding> Findings, string? Unusable = null);

/// <summary>An ONT as a list gives it, every value usable.</summary>
/// <param name="Id">The device's id.</param>
/// <param name="Name">The customer's or place's name.</param>
/// <param name="Address">IPv4 or IPv6.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
public sealed record ImportedOnt(string Id, string? Name, IPAddress Address, double? Latitude, double? Longitude);
