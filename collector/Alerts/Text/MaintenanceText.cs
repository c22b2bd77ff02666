namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>An ONU before and after a maintenance; names are as the OLT lists them.</summary>
internal sealed record MaintainedOnu(string Device, string Entity, string? Name, double? RxBeforeDbm = null, double? RxAfterDbm = null);

/// <summary>What a maintenance changed.</summary>
internal sealed record MaintenanceModel
{
    public required string Site { get; init; }
    public string SiteTitle { get; init; } = "";
    public string Scope { get; init; } = "";
    public required string Author { get; init; }
    public string Comment { get; init; } = "";
    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset To { get; init; }
    public required DateTimeOffset Now { get; init; }
    public bool IsComparable { get; init; } = true;
    public IReadOnlyList<MaintainedOnu> Down { get; init; } = [];
    public IReadOnlyList<MaintainedOnu> Gone { get; init; } = [];
    public IReadOnlyList<MaintainedOnu> Worse { get; init; } = [];
    public IReadOnlyList<MaintainedOnu> CameUp { get; init; } = [];
    public double WorseByDb { get; init; } = 2;
}

/// <summary>The list before and after, at the end of a maintenance.</summary>
internal static class MaintenanceText
{
    public static string Of(MaintenanceModel model, MessageStyle style) =>
        $"{model.Site} maintenance over: {model.Down.Count} down, {model.Gone.Count} gone, {model.Worse.Count} worse, {model.CameUp.Count} came up";
}
