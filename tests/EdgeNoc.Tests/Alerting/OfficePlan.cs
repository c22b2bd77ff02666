namespace EdgeNoc.Tests.Alerting;

/// <summary>How an office is set up; waits are short, so that a test shows what happens and not how long it takes.</summary>
internal sealed record OfficePlan
{
    /// <summary>In whose words messages leave.</summary>
    public string Provider { get; init; } = "mpwa";

    /// <summary>A second channel, <c>second</c>, in these words; null: none.</summary>
    public string? SecondProvider { get; init; }

    /// <summary>A telephone of the office's own that the first channel tries; null: none.</summary>
    public string? CanaryTo { get; init; }

    /// <summary>How long a message waits for proof that it arrived. Usually nobody confirms anything: another way is another test's matter.</summary>
    public int AckDeadlineS { get; init; } = 3600;

    public IReadOnlyList<string> Recipients { get; init; } = ["628100000001"];

    public int GroupWaitS { get; init; } = 1;

    public int OfflineHoldS { get; init; } = 90;

    public string MinSeverity { get; init; } = "medium";

    /// <summary>What stands in <c>alerting.json</c>; null: there is none.</summary>
    public object? Alerting { get; init; }
}
