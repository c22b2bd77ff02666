namespace EdgeNoc.Collector.Updates;

/// <summary>What a site runs, what was ordered, and what it made of that: a row of <c>site_updates</c> with what is known of its agent.</summary>
internal sealed record SiteUpdate
{
    public string Site { get; init; } = "";

    /// <summary>Its agent is there now.</summary>
    public bool Online { get; init; }

    public string Ring { get; init; } = Rings.All;
    public long OrderNumber { get; init; }
    public long? OrderRollout { get; init; }

    /// <summary>The package that was ordered; null: none, or it was taken back.</summary>
    public string? OrderSha256 { get; init; }
    public long? OrderMs { get; init; }
    public string? Running { get; init; }
    public string? Arch { get; init; }
    public long Told { get; init; }
    public string? Wanted { get; init; }
    public string? Stage { get; init; }
    public string? WaitsFor { get; init; }
    public long? FailedOrder { get; init; }
    public string? FailedVersion { get; init; }
    public string? FailedStage { get; init; }
    public string? FailedReason { get; init; }
    public long? FailedMs { get; init; }

    /// <summary>Its package is with the updater: to take the order back would be too late.</summary>
    public bool IsHandedOver => Stage is not (null or "download");
}

/// <summary>A version on its way to the sites: a row of <c>rollouts</c>.</summary>
internal sealed record Rollout
{
    public const string Running = "running", Halted = "halted", Done = "done";

    public long Id { get; init; }
    public string Version { get; init; } = "";
    public bool Downgrade { get; init; }
    public string Ring { get; init; } = Rings.Bench;
    public string State { get; init; } = Running;
    public long StartedMs { get; init; }
    public string StartedBy { get; init; } = "";
    public long? EndedMs { get; init; }
    public string? Reason { get; init; }
}

/// <summary>A package that sites can have: a row of <c>update_packages</c>.</summary>
internal sealed record StoredPackage
{
    public string Sha256 { get; init; } = "";
    public string Version { get; init; } = "";
    public string Arch { get; init; } = "";
    public long Size { get; init; }
    public long InstalledSize { get; init; }
    public string? MinVersion { get; init; }
    public long AddedMs { get; init; }
    public string AddedBy { get; init; } = "";
}
