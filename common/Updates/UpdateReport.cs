namespace EdgeNoc.Common.Updates;

/// <summary>What a site says of its own version; within its status.</summary>
/// <param name="Version">The package's version that runs: of the slot that the process was started from.</param>
/// <param name="Arch"><c>amd64</c> or <c>arm64</c>: which packages it can run.</param>
/// <param name="Order">The number of the newest order that it has; 0: none yet.</param>
public sealed record UpdateReport(string Version, string Arch, long Order)
{
    /// <summary>The version that was ordered and does not run for good yet; left out when there is none.</summary>
    public string? Wanted { get; init; }

    /// <summary>How far that is: <c>download, verify, install, restart, prove, go_back</c>.</summary>
    public string? Stage { get; init; }

    /// <summary>What it waits for, in words; left out while it waits for nothing.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>The order that was undone or refused last; left out when none was.</summary>
    public long? FailedOrder { get; init; }

    public string? FailedVersion { get; init; }

    /// <summary>Where that ended.</summary>
    public string? FailedStage { get; init; }

    /// <summary>Why, in words.</summary>
    public string? FailedReason { get; init; }
}
