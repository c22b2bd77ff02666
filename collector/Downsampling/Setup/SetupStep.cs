using EdgeNoc.Collector.Influx;

namespace EdgeNoc.Collector.Downsampling.Setup;

/// <summary>What became of one thing that was to be set up.</summary>
/// <param name="What">In words for the terminal.</param>
/// <param name="Problem">Null when it is there now; otherwise what the database said and what to do.</param>
internal sealed record SetupStep(string What, string? Problem = null)
{
    /// <summary>Fine when the answer is, or its status is one of <paramref name="alsoFine"/>.</summary>
    public static SetupStep Of(string what, AdminAnswer answer, params int[] alsoFine) =>
        answer.IsFine || alsoFine.Contains(answer.Status) ? new SetupStep(what) : new SetupStep(what, Words(answer));

    private static string Words(AdminAnswer answer) => answer.Status == 0
        ? $"{answer.Text}; check influx.url and that InfluxDB runs and listens there"
        : InfluxAnswer.Read(answer.Status, isHtml: false, answer.Text, retryAfter: null) switch
        {
            WriteOutcome.Unavailable { Kind: UnavailableKind.Unauthorized } denied => $"{denied.Detail}; setting up needs an administrator's user or an all-access token",
            WriteOutcome.Unavailable unavailable => $"{unavailable.Detail}; {unavailable.Remedy}",
            WriteOutcome.Refused refused => $"{refused.Reason}; check influx.version and influx.database",
            _ => answer.Text,
        };
}
