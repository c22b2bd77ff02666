using EdgeNoc.Collector.Web.Text;

namespace EdgeNoc.Collector.Web.Lists;

/// <summary>A column of a list.</summary>
/// <typeparam name="T">What a row is of.</typeparam>
/// <param name="Key">As it stands in addresses and exports.</param>
/// <param name="Heading">As people read it.</param>
/// <param name="Value">The cell; null: empty.</param>
internal sealed record ListColumn<T>(string Key, Word Heading, Func<T, string?> Value)
{
    /// <summary>What it is sorted by, where the text would be sorted wrongly; what is empty comes last in either direction.</summary>
    public Func<T, double?>? Number { get; init; }

    /// <summary>What is shown instead of the value, in the viewer's words; exports have the value.</summary>
    public Func<T, Viewer, string?>? Shown { get; init; }

    /// <summary>How it looks: <c>status-down</c>.</summary>
    public Func<T, string?>? Look { get; init; }

    /// <summary>Where a click on it leads.</summary>
    public Func<T, string?>? Link { get; init; }

    /// <summary>The values one can choose from; null: one writes a part of it.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>What they are called.</summary>
    public Func<string, Word>? ChoiceWord { get; init; }
}

/// <summary>A kind of list: where its rows come from, and what they show.</summary>
/// <typeparam name="T">What a row is of.</typeparam>
internal sealed class ListKind<T>
{
    /// <summary>In addresses: <c>onus</c>.</summary>
    public required string Key { get; init; }

    public required Word Title { get; init; }

    /// <summary>In order; the first is what a row is called by.</summary>
    public required IReadOnlyList<ListColumn<T>> Columns { get; init; }

    /// <summary>The same for a row for ever, and no other's.</summary>
    public required Func<T, string> Id { get; init; }

    /// <summary>Whose row it is.</summary>
    public required Func<T, string> Site { get; init; }

    /// <summary>The column that it is sorted by at first.</summary>
    public required string SortedBy { get; init; }
}
