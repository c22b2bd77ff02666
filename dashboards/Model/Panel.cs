namespace EdgeNoc.Dashboards.Model;

/// <summary>One panel.</summary>
/// <param name="Title">The question it answers, in few words.</param>
/// <param name="Width">Of 24.</param>
/// <param name="Drawing">How it is drawn.</param>
/// <param name="Queries">In order; the first is A.</param>
internal sealed record Panel(string Title, int Width, Drawing Drawing, params IReadOnlyList<Query> Queries)
{
    /// <summary>Behind the little i.</summary>
    public string? Help { get; init; }

    /// <summary>The most points of a series; null: as many as it is wide. Where hundreds of series stand in one panel, finer steps only cost.</summary>
    public int? MaxPoints { get; init; }

    public FieldLook Look { get; init; } = new();

    /// <summary>Looks of single fields, over <see cref="Look"/>.</summary>
    public IReadOnlyList<FieldRule> Fields { get; init; } = [];

    public IReadOnlyList<Transformation> Transformations { get; init; } = [];
}

/// <summary>An InfluxQL query as it stands in the panel, with Grafana's macros and variables.</summary>
/// <param name="Text">One statement.</param>
/// <param name="Shape">What Grafana makes of the answer.</param>
internal sealed record Query(string Text, QueryShape Shape)
{
    /// <summary>The names of series, as <c>$tag_pon</c>; only where the shape is <see cref="QueryShape.Series"/>.</summary>
    public string? Alias { get; init; }

    /// <summary>No answer is a good answer: nothing is stale, nothing is weak.</summary>
    public bool MayBeEmpty { get; init; }
}

/// <summary>What Grafana makes of an answer.</summary>
internal enum QueryShape
{
    /// <summary>One frame a series.</summary>
    Series,

    /// <summary>One frame, a column for the time, each tag and each field.</summary>
    Table,
}
