namespace EdgeNoc.Collector.Web.Live;

/// <summary>A device as its last poll found it.</summary>
/// <param name="Device">Its id.</param>
/// <param name="Kind"><c>olt, router, bng, ont</c>.</param>
/// <param name="Vendor">As its driver says; empty: unknown.</param>
internal sealed record LiveDevice(string Device, string Kind, string Vendor)
{
    /// <summary>Null: not polled since the collector started.</summary>
    public bool? IsUp { get; init; }

    /// <summary><c>unreachable, timeout, auth_failed</c> …; null while it is up.</summary>
    public string? Error { get; init; }

    public double? RttMs { get; init; }

    public double? CpuPct { get; init; }

    public double? TempC { get; init; }

    public long? UptimeS { get; init; }

    public string? Name { get; init; }

    /// <summary>Degrees north, of an ONT whose config says where it is.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public double? Longitude { get; init; }

    public long AtMs { get; init; }
}
