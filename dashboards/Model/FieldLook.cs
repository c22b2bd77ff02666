using EdgeNoc.Dashboards.Look;

namespace EdgeNoc.Dashboards.Model;

/// <summary>How values are shown. What is left null is as Grafana does it.</summary>
internal sealed record FieldLook
{
    /// <summary>One of <see cref="Look.Unit"/>.</summary>
    public string? Unit { get; init; }

    public int? Decimals { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    public IReadOnlyList<Step>? Steps { get; init; }

    public IReadOnlyList<Word> Words { get; init; } = [];

    /// <summary>Stands where there is nothing at all. Default <c>no data</c>.</summary>
    public string? NoValue { get; init; }

    /// <summary>In place of the field's own name.</summary>
    public string? Name { get; init; }

    /// <summary>Colours the cells of a table by <see cref="Steps"/> or <see cref="Words"/>.</summary>
    public bool IsCellColoured { get; init; }

    /// <summary>In a table, not shown.</summary>
    public bool IsHidden { get; init; }

    /// <summary>In a table, in pixels.</summary>
    public int? Width { get; init; }

    public Link? Link { get; init; }
}

/// <summary>The look of the fields that a name or a pattern says.</summary>
/// <param name="Field">The name, or a regular expression between slashes.</param>
internal sealed record FieldRule(string Field, FieldLook Look);

/// <summary>Where a click leads.</summary>
/// <param name="Title">Shown over the cell.</param>
/// <param name="Url">Grafana fills in <c>${__data.fields.site}</c> and variables.</param>
internal sealed record Link(string Title, string Url);
