using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Watch;

namespace EdgeNoc.Collector.Api.Queries;

/// <summary>A way to reach people, and how it does.</summary>
/// <param name="Id">As contacts' addresses name it.</param>
/// <param name="Provider">Who carries it: <c>mpwa</c>.</param>
/// <param name="State"><c>well</c>; <c>failing</c>: its last attempts failed; <c>down</c>: an alert says so; <c>unused</c>: nothing was sent by it yet.</param>
/// <param name="Problem">Why it is not well.</param>
/// <param name="Since">Since when it is not.</param>
/// <param name="Sent">Messages that the provider took, since the beginning.</param>
/// <param name="Delivered">Of these, with a receipt.</param>
/// <param name="Failed">That will never arrive.</param>
/// <param name="Waiting">In the outbox now.</param>
/// <param name="OldestWaiting">When the oldest of them was made.</param>
/// <param name="CostPerMessage">In the operator's own currency; 0: none is said.</param>
/// <param name="SpentThisMonth">By that; months are UTC.</param>
/// <param name="MonthlyCap">From then on only criticals go; 0: no limit.</param>
/// <param name="TriedAt">The last attempt.</param>
/// <param name="HasReceipts">The provider says whether a message arrived.</param>
/// <param name="HasInbound">People may answer by it.</param>
/// <param name="HasSession">Its link can be asked after.</param>
/// <param name="CanaryTo">The telephone of one's own to which test messages go by themselves.</param>
/// <param name="CanaryHeardAt">When the last one arrived there.</param>
/// <param name="PerHour">So many messages to one recipient in any hour; left out: no limit, programs read it.</param>
/// <param name="MaxChars">Longer texts are several messages.</param>
internal sealed record ChannelView(
    string Id, string Provider, string State, string? Problem, DateTimeOffset? Since, long Sent, long Delivered, long Failed, long Waiting, DateTimeOffset? OldestWaiting, decimal CostPerMessage, decimal SpentThisMonth,
    decimal MonthlyCap, DateTimeOffset? TriedAt, bool HasReceipts, bool HasInbound, bool HasSession, string? CanaryTo, DateTimeOffset? CanaryHeardAt, int? PerHour, int MaxChars)
{
    private const decimal Micro = 1_000_000;

    public static List<ChannelView> All(Db db, IReadOnlyList<IChannelSettings> channels, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return [.. channels.Select(settings => Of(db, settings, time, now))];
    }

    private static ChannelView Of(Db db, IChannelSettings settings, TimeProvider time, DateTimeOffset now)
    {
        var identity = settings.Channel;
        var channel = settings.Open(time);
        using var _ = channel as IDisposable;
        var can = channel.Can;
        var state = ChannelStates.Of(db, identity.Id);
        var waiting = db.First<WaitingRow>("SELECT COUNT(*) AS count, MIN(created_ms) AS oldest_ms FROM outbox WHERE channel = @Id AND state IN ('queued', 'sending')", new { identity.Id })!;
        var trouble = ChannelVerdict.Of(state, now);
        var (word, problem, since) = trouble is not null ? ("down", (string?)trouble.Detail, (DateTimeOffset?)trouble.Since)
            : state.Failures > 0 ? ("failing", state.Problem, Time(state.FailingSinceMs))
            : state.SessionDownSinceMs is not null ? ("failing", state.SessionProblem, Time(state.SessionDownSinceMs))
            : (state.Sent == 0 ? "unused" : "well", null, null);
        return new ChannelView(
            identity.Id, identity.Provider, word, problem, since, state.Sent, state.Delivered, state.Failed, waiting.Count, Time(waiting.OldestMs), identity.CostPerMessage, state.SpentMicro(now) / Micro,
            identity.MonthlyCap, Time(state.TriedMs), can.Receipts, can.Inbound, can.SessionState, identity.Canary?.To, Time(state.CanaryHeardMs), can.Paced ? Budget.Standard.PerHour : null, can.MaxChars);
    }

    private static DateTimeOffset? Time(long? ms) => ms is { } known ? DbTime.Time(known) : null;

    private sealed record WaitingRow
    {
        public long Count { get; init; }
        public long? OldestMs { get; init; }
    }
}
