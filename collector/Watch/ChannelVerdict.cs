using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Watch;

/// <summary>Whether a channel is down, by what is known of it.</summary>
internal static class ChannelVerdict
{
    /// <summary>What lasts no longer is a hiccup.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private const int FewestFailures = 3;
    private const int FewestUnconfirmed = 3;

    /// <summary>Null: it works, as far as anybody knows.</summary>
    public static CollectorAlerts.Trouble? Of(ChannelState state, DateTimeOffset now)
    {
        if (state.SessionDownSinceMs is { } down && Lasts(down, now))
            return new("no_session", state.SessionProblem ?? "the provider says that it is not linked", DbTime.Time(down));
        if (state is { Failures: >= FewestFailures, FailingSinceMs: { } failing } && Lasts(failing, now))
            return new("refused", state.Problem ?? "nothing is taken", DbTime.Time(failing));
        if (state.CanaryLostSinceMs is { } lost)
            return new("canary_lost", "messages are taken, but the test message does not arrive: look at the telephone and the session behind the gateway", DbTime.Time(lost));

        // One telephone that is off proves nothing.
        if (state is { Unconfirmed: >= FewestUnconfirmed, UnconfirmedSeveral: true, UnconfirmedSinceMs: { } since })
            return new("unconfirmed", "messages to several people are taken, but no receipt comes: look at the telephone and the session behind the gateway", DbTime.Time(since));
        return null;
    }

    private static bool Lasts(long sinceMs, DateTimeOffset now) => now - DbTime.Time(sinceMs) >= Patience;
}
