using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>Whether the times from a site can be taken for what they say.</summary>
internal static class ClockTrust
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(30);

    public static bool IsOff(IncidentModel model) => IsSkewed(model) || IsEstimated(model);

    /// <summary>What to say about it; null: nothing.</summary>
    public static string? Line(IncidentModel model, Phrasing say)
    {
        if (IsSkewed(model))
        {
            var by = say.Duration(model.Skew!.Value.Duration());
            return model.Skew < TimeSpan.Zero ? say.Words.Messages.ClockSlow(by) : say.Words.Messages.ClockFast(by);
        }

        return IsEstimated(model) ? say.Words.Messages.ClockEstimated : null;
    }

    // What the collector saw itself carries its own time.
    private static bool IsSkewed(IncidentModel model) => model.Skew?.Duration() > Tolerated && model.Alerts.Any(alert => alert.Source == AlertSource.Agent);

    private static bool IsEstimated(IncidentModel model) => model.Alerts.Any(alert => alert.TimeQuality == TimeQuality.Estimated);
}
