using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Metered;

/// <summary>The events about the way to the office: <c>site.uplink_backup</c> of entity <c>uplink</c>, <c>agent.data_budget</c> of entity <c>agent</c>. Pure but for the clock.</summary>
internal static class UplinkEvents
{
    public const string Backup = "site.uplink_backup";
    public const string Budget = "agent.data_budget";
    private const string Uplink = "uplink";
    private const string Exhausted = "exhausted";
    private const double Mega = 1_000_000;

    public static EdgeEvent OfBackup(bool raised, string? onInterface, EdgeClock clock)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (onInterface is not null) labels["interface"] = onInterface;
        return SelfEvents.Of(Guid.CreateVersion7(clock.Now), Backup, raised ? EventState.Raised : EventState.Cleared, clock.Now, clock.Quality, reason: null, labels: labels) with { Entity = Uplink };
    }

    /// <param name="stage">Fine clears.</param>
    /// <param name="budget">What is used.</param>
    /// <param name="limitBytes">Of the month; null when the config names none any more.</param>
    /// <param name="clock">For id and time.</param>
    public static EdgeEvent OfBudget(BudgetStage stage, DataBudget budget, long? limitBytes, EdgeClock clock)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal) { ["used_mb"] = Math.Round(budget.Bytes / Mega, 1) };
        if (limitBytes is { } limit) (values["budget_mb"], values["used_pct"]) = (limit / Mega, Math.Round(100.0 * budget.Bytes / limit, 1));
        var reason = stage switch { BudgetStage.Spent => Exhausted, BudgetStage.Warned => "nearly_used", _ => null };
        return SelfEvents.Of(
            Guid.CreateVersion7(clock.Now), Budget, stage == BudgetStage.Fine ? EventState.Cleared : EventState.Raised, clock.Now, clock.Quality, reason, values,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["month"] = budget.Month });
    }

    /// <summary>Whether a raised alert is the one about the backup way.</summary>
    public static bool IsBackup(EdgeEvent alert) => alert is { Kind: Backup, Device: SelfEvents.Device };

    /// <summary>What a raised alert says about the budget.</summary>
    public static BudgetStage StageOf(EdgeEvent? alert) => alert is null ? BudgetStage.Fine : alert.Reason == Exhausted ? BudgetStage.Spent : BudgetStage.Warned;
}
