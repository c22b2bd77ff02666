using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Delivery;

/// <summary>What messages cost: at 80 % of a channel's month it is noted, at 100 % only criticals go that way until the month is over (UTC).</summary>
internal static class Spending
{
    public const int NoteAtPercent = 80;
    private const int All = 100;

    /// <summary>Whether a message has to find another way.</summary>
    public static bool IsTooDear(Lane lane, ChannelState state, OutboxMessage message, DateTimeOffset now) =>
        lane.CapMicro > 0 && message is { IsCritical: false, Purpose: not Purpose.Canary } && state.SpentMicro(now) + lane.CostMicro > lane.CapMicro;

    /// <summary>Notes it once when a share of the month's sum is reached.</summary>
    public static void Note(Db db, Lane lane, DateTimeOffset now)
    {
        if (lane.CapMicro <= 0) return;
        var state = ChannelStates.Of(db, lane.Id);
        var percent = 100 * state.SpentMicro(now) / lane.CapMicro;
        var reached = percent >= All || state.SpentMicro(now) + lane.CostMicro > lane.CapMicro ? All : percent >= NoteAtPercent ? NoteAtPercent : 0;
        if (reached <= state.MonthNoted) return;
        ChannelStates.Noted(db, lane.Id, reached);
        DecisionLog.Add(
            db, now, AlertScope.Office, Decision.CapNoted,
            reached == All
                ? FormattableString.Invariant($"{lane.Id}: the month's {lane.MonthlyCap} are spent, only criticals go until it is over: raise monthly_cap, or give people another channel")
                : FormattableString.Invariant($"{lane.Id}: {percent} % of the month's {lane.MonthlyCap} are spent"));
    }
}
