namespace EdgeNoc.Collector.Web.Forms;

/// <summary>A field of a form as it is shown.</summary>
/// <param name="Key">Its name when it is sent.</param>
/// <param name="Label">In the viewer's words.</param>
/// <param name="Value">What stands in it.</param>
internal sealed record FormField(string Key, string Label, string? Value)
{
    public string? Hint { get; init; }

    /// <summary>What is wrong with it, and what to write instead.</summary>
    public string? Error { get; init; }

    /// <summary>What it was when the form was shown first; null: <see cref="Value"/>.</summary>
    public string? Was { get; init; }

    /// <summary>What somebody else made of it while this form was open; null: nobody did.</summary>
    public string? Meanwhile { get; init; }

    /// <summary><c>text, number, password, area, choice</c>.</summary>
    public string Type { get; init; } = "text";

    public IReadOnlyList<(string Value, string Word)> Choices { get; init; } = [];

    /// <summary>What others wrote there, to choose from.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    public bool IsRequired { get; init; }

    public bool IsDisabled { get; init; }
}
