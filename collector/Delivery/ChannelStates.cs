using System.Globalization;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Delivery;

/// <summary>A row of <c>channel_states</c>: what is known of a channel.</summary>
internal sealed record ChannelState
{
    public string Channel { get; init; } = "";
    public long Sent { get; init; }
    public long Delivered { get; init; }
    public long Failed { get; init; }
    public long CostMicro { get; init; }

    /// <summary><c>2026-11</c>, UTC: the month of <see cref="MonthMicro"/>.</summary>
    public string? Month { get; init; }
    public long MonthMicro { get; init; }
    public long MonthNoted { get; init; }
    public long? TriedMs { get; init; }

    /// <summary>Sends in a row that failed for the channel's own sake.</summary>
    public long Failures { get; init; }
    public long? FailingSinceMs { get; init; }
    public string? Problem { get; init; }

    /// <summary>Messages in a row that were accepted and never confirmed in time.</summary>
    public long Unconfirmed { get; init; }
    public long? UnconfirmedSinceMs { get; init; }

    /// <summary>They were for more than one recipient: it is not just one telephone that is off.</summary>
    public bool UnconfirmedSeveral { get; init; }
    public long? SessionDownSinceMs { get; init; }
    public string? SessionProblem { get; init; }
    public long? CanaryId { get; init; }
    public long? CanarySentMs { get; init; }
    public long? CanaryHeardMs { get; init; }

    /// <summary>Since when canaries do not come through.</summary>
    public long? CanaryLostSinceMs { get; init; }

    /// <summary>What it cost in the month of <paramref name="now"/>.</summary>
    public long SpentMicro(DateTimeOffset now) => Month == ChannelStates.MonthOf(now) ? MonthMicro : 0;
}

/// <summary>The table <c>channel_states</c>. Each change is part of the commit that it follows from.</summary>
internal static class ChannelStates
{
    public static string MonthOf(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static ChannelState Of(Db db, string channel) =>
        db.First<ChannelState>("SELECT * FROM channel_states WHERE channel = @channel", new { channel }) ?? new ChannelState { Channel = channel };

    public static void Tried(Db db, string channel, DateTimeOffset now) => Change(db, channel, "tried_ms = @nowMs", new { channel, nowMs = DbTime.Ms(now) });

    /// <summary>The provider took a message; by that it works as far as it says.</summary>
    public static void Accepted(Db db, string channel, long costMicro, DateTimeOffset now) => Change(
        db, channel,
        """
        sent = sent + 1, failures = 0, failing_since_ms = NULL, problem = NULL, cost_micro = cost_micro + @costMicro,
        month_micro = CASE WHEN month = @month THEN month_micro + @costMicro ELSE @costMicro END, month_noted = CASE WHEN month = @month THEN month_noted ELSE 0 END, month = @month
        """,
        new { channel, costMicro, month = MonthOf(now) });

    /// <summary>An attempt failed for the channel's own sake.</summary>
    public static void Faulted(Db db, string channel, string problem, DateTimeOffset now) => Change(
        db, channel, "failures = failures + 1, failing_since_ms = COALESCE(failing_since_ms, @nowMs), problem = @problem",
        new { channel, problem = DbText.Bounded(problem), nowMs = DbTime.Ms(now) });

    public static void Failed(Db db, string channel) => Change(db, channel, "failed = failed + 1", new { channel });

    /// <summary>A receipt: what goes by this channel arrives.</summary>
    public static void Delivered(Db db, string channel) => Change(
        db, channel, "delivered = delivered + 1, unconfirmed = 0, unconfirmed_since_ms = NULL, unconfirmed_recipient = NULL, unconfirmed_several = 0", new { channel });

    /// <summary>A message that was accepted is not confirmed by its deadline.</summary>
    public static void Unconfirmed(Db db, string channel, string recipient, DateTimeOffset now) => Change(
        db, channel,
        """
        unconfirmed = unconfirmed + 1, unconfirmed_since_ms = COALESCE(unconfirmed_since_ms, @nowMs),
        unconfirmed_several = CASE WHEN unconfirmed_recipient IS NOT NULL AND unconfirmed_recipient <> @recipient THEN 1 ELSE unconfirmed_several END,
        unconfirmed_recipient = COALESCE(unconfirmed_recipient, @recipient)
        """,
        new { channel, recipient, nowMs = DbTime.Ms(now) });

    /// <summary>What the provider says of its session; null: it is up.</summary>
    public static void Session(Db db, string channel, string? problem, DateTimeOffset now) => Change(
        db, channel,
        problem is null
            ? "session_down_since_ms = NULL, session_problem = NULL"
            : "session_down_since_ms = COALESCE(session_down_since_ms, @nowMs), session_problem = @problem",
        new { channel, problem = DbText.Bounded(problem), nowMs = DbTime.Ms(now) });

    public static void CanarySent(Db db, string channel, long id, DateTimeOffset now) => Change(
        db, channel, "canary_id = @id, canary_sent_ms = @nowMs", new { channel, id, nowMs = DbTime.Ms(now) });

    /// <summary>The last one is not heard in time.</summary>
    public static void CanaryLost(Db db, string channel) => Change(
        db, channel, "canary_lost_since_ms = COALESCE(canary_lost_since_ms, canary_sent_ms), canary_id = NULL", new { channel });

    public static void CanaryHeard(Db db, string channel, DateTimeOffset now) => Change(
        db, channel, "canary_heard_ms = @nowMs, canary_id = NULL, canary_lost_since_ms = NULL, unconfirmed = 0, unconfirmed_since_ms = NULL, unconfirmed_recipient = NULL, unconfirmed_several = 0",
        new { channel, nowMs = DbTime.Ms(now) });

    public static void Noted(Db db, string channel, long percent) => Change(db, channel, "month_noted = @percent", new { channel, percent });

    private static void Change(Db db, string channel, string assignments, object args)
    {
        db.Execute("INSERT INTO channel_states (channel) VALUES (@channel) ON CONFLICT (channel) DO NOTHING", new { channel });
        db.Execute($"UPDATE channel_states SET {assignments} WHERE channel = @channel", args);
    }
}
