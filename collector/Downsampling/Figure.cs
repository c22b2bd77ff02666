using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Downsampling;

/// <summary>One field of the five-minute figures.</summary>
/// <param name="Name">As it is stored.</param>
/// <param name="Type">A mean is a float whatever it is the mean of; a minimum has the type of its field.</param>
internal sealed record Figure(string Name, FieldType Type);

/// <summary>
/// How figures come from points: one InfluxQL statement, which the continuous query of 1.x runs every five minutes and the collector for what came late.
/// </summary>
/// <param name="Source">The measurement that is read.</param>
/// <param name="Target">The measurement that is written.</param>
/// <param name="Figures">Its fields.</param>
internal sealed record FigureRule(string Source, string Target, IReadOnlyList<Figure> Figures)
{
    /// <summary>Conditions of the rule's own, or empty.</summary>
    public string Where { get; init; } = "";

    /// <summary>Null: each figure of each series. Otherwise the one sum over these tags' series, by site.</summary>
    public TotalOf? Total { get; init; }

    /// <summary>The sums of <see cref="Figures"/> over all sites: it reads the totals of sites, which stand where they were written, and no raw points.</summary>
    public bool IsOfNetwork { get; init; }

    /// <summary>
    /// How often its continuous query runs and how far it looks back, in minutes: what comes ten minutes late is still seen, what comes later the collector computes again. 100,000 ONUs
    /// take a minute and more for each window, so theirs are computed less often; whoever looks at the last minutes reads every poll.
    /// </summary>
    public (int Every, int Back) Pace => Source == "onu" ? (15, 25) : (5, 20);

    /// <summary>How many windows the collector asks for at once: a site has hundreds of ONUs and a handful of all else.</summary>
    public int WindowsAtOnce => Source == "onu" ? 12 : 144;
}

/// <summary>A sum over series.</summary>
/// <param name="Tags">What tells them apart, beside the site.</param>
/// <param name="Part">What is summed.</param>
internal sealed record TotalOf(string Tags, TotalPart Part);

/// <summary>A figure of a total.</summary>
/// <param name="Figure">Its name.</param>
/// <param name="Field">What it is computed from.</param>
/// <param name="InfluxQl">Of each series and window, as <c>mean("online")</c>.</param>
/// <param name="Flux">The same in Flux.</param>
internal sealed record TotalPart(string Figure, string Field, string InfluxQl, FluxPart Flux)
{
    /// <summary>The mean itself.</summary>
    public static TotalPart Mean(string field, string? figure = null) => new(figure ?? field, field, $"mean(\"{field}\")", new FluxPart("mean"));

    /// <summary>The greatest.</summary>
    public static TotalPart Max(string field, string? figure = null) => new(figure ?? field, field, $"max(\"{field}\")", new FluxPart("max"));
}

/// <summary>What a series and window gives in Flux.</summary>
/// <param name="Function">Of the window's points.</param>
/// <param name="Map">What becomes of its value, <c>r._value</c>; null: it stays.</param>
internal sealed record FluxPart(string Function, string? Map = null);
