namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>Since when nothing is known; null: nothing ever was.</summary>
internal sealed record Staleness(DateTimeOffset? Since);

/// <summary>An OLT as its last list has it.</summary>
/// <param name="Site">The site's id.</param>
/// <param name="SiteTitle">What people call it; empty: its id in capitals.</param>
/// <param name="Device">The OLT's id.</param>
/// <param name="Total">ONUs in the list.</param>
/// <param name="Online">Of those, up; of a stale list, what was up then.</param>
/// <param name="TempC">Mean over the ONUs that are up and say it; null: none does.</param>
/// <param name="RxDbm">The same: the arithmetic mean of dBm, as the OLTs' own pages give it.</param>
/// <param name="Stale">Null: the list is what is.</param>
internal sealed record OltFigures(string Site, string SiteTitle, string Device, long Total, long Online, double? TempC, double? RxDbm, Staleness? Stale);

/// <summary>An open incident with its first line in the reader's language.</summary>
internal sealed record OpenIncidentLine(long Number, string Headline);

/// <summary>One ONU in a list.</summary>
internal sealed record OnuLine(string SiteName, string Device, string Entity, string? Name, double? RxDbm, DateTimeOffset? Since);

/// <summary>What a day held that paged nobody.</summary>
/// <param name="Begun">Incidents of the last 24 hours.</param>
/// <param name="Ended">The same.</param>
/// <param name="DownCount">ONUs that are down on their own.</param>
/// <param name="Down">The first of them, down longest.</param>
/// <param name="Weakest">Weak RX, the worst first.</param>
/// <param name="New">ONUs that came in 24 hours.</param>
/// <param name="Replaced">That were exchanged.</param>
/// <param name="Removed">That went for good.</param>
internal sealed record DayFigures(long Begun, long Ended, long DownCount, IReadOnlyList<OnuLine> Down, IReadOnlyList<OnuLine> Weakest, long New, long Replaced, long Removed);

/// <summary>The network at a moment.</summary>
internal sealed record NetworkReport
{
    /// <summary>The slot it is for.</summary>
    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<OltFigures> Olts { get; init; }

    public IReadOnlyList<RouterFigures> Routers { get; init; } = [];

    public IReadOnlyList<OpenIncidentLine> OpenIncidents { get; init; } = [];

    /// <summary>With it, the report is the daily one.</summary>
    public DayFigures? Day { get; init; }

    public long Total => Olts.Sum(olt => olt.Total);

    /// <summary>Known to be up: what a stale list says counts for nothing.</summary>
    public long Online => Olts.Where(olt => olt.Stale is null).Sum(olt => olt.Online);

    public long Unknown => Olts.Where(olt => olt.Stale is not null).Sum(olt => olt.Total);

    public long Problems => Total - Online - Unknown;

    /// <summary>Of all ONUs, so that silence never looks well.</summary>
    public double? OnlinePercent => Total == 0 ? null : 100.0 * Online / Total;

    /// <summary>The mean of the OLTs' means, each OLT counting alike, as users know it from the monitor they had.</summary>
    public double? MeanTempC => Mean(olt => olt.TempC);

    /// <inheritdoc cref="MeanTempC"/>
    public double? MeanRxDbm => Mean(olt => olt.RxDbm);

    /// <summary>The mean of the OLTs' shares of ONUs that are up, each OLT counting alike.</summary>
    public double? UptimePercent => Mean(olt => olt.Total == 0 ? null : 100.0 * olt.Online / olt.Total);

    private double? Mean(Func<OltFigures, double?> figure) => Olts.Where(olt => olt.Stale is null).Select(figure).Average();
}
