namespace EdgeNoc.Tests.Alerting;

/// <summary>How an office is set up; waits are short, so that a test shows what happens and not how long it takes.</summary>
internal sealed record OfficePlan
{
    /// <summary>In whose words messages leave.</summary>
    public string Provider { get; init; } = "mpwa";

    public IReadOnlyList<string> Recipients { get; init; } = ["628100000001"];

    public int GroupWaitS { get; init; } = 1;

    public int OfflineHoldS { get; init; } = 90;

    public string MinSeverity { get; init; } = "medium";

    /// <summary>What stands in <c>alerting.json</c>; null: there is none.</summary>
    public object? Alerting { get; init; }
}
