namespace EdgeNoc.Dashboards.Model;

/// <summary>What Grafana does with answers before it draws them.</summary>
internal abstract record Transformation
{
    private Transformation()
    {
    }

    /// <summary>Rows of several queries beside each other where <paramref name="Field"/> is the same; what one lacks stays empty.</summary>
    internal sealed record JoinBy(string Field) : Transformation;

    /// <summary>Takes columns away and renames others.</summary>
    /// <param name="Query">Only in the answer of this query (A, B …); null: in all.</param>
    internal sealed record Columns(IReadOnlyList<string> Without, IReadOnlyDictionary<string, string>? Renamed = null, string? Query = null) : Transformation;
}
