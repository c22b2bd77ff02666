using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>Whether a contact is told now.</summary>
/// <param name="Purpose">As what; null: not now.</param>
/// <param name="Reason">Why, in a word or two.</param>
/// <param name="LookAgain">When the answer may be another without anything new; null: never.</param>
internal sealed record Notification(NotifiedAs? Purpose, string Reason, DateTimeOffset? LookAgain)
{
    private const string Power = "power";

    /// <summary>Decides for one contact whom nothing keeps from being told: no silence, no mute, no quiet hours.</summary>
    /// <param name="known">What he was told.</param>
    /// <param name="state">What it is now.</param>
    /// <param name="isAcknowledged">Somebody has it: no reminders.</param>
    /// <param name="interval">Between messages of what only grew a little.</param>
    /// <param name="repeat">After which he is reminded of what nobody acknowledged.</param>
    /// <param name="now">When.</param>
    public static Notification Decide(Notified known, IncidentState state, bool isAcknowledged, TimeSpan interval, TimeSpan repeat, DateTimeOffset now)
    {
        if (known.IsHeld) return new(known.Purpose == NotifiedAs.Escalated ? NotifiedAs.Reminder : NotifiedAs.Problem, "not told yet", null);
        var told = DbTime.Time(known.AtMs);

        // A single customer's trouble is told once, and when it is over.
        var isMild = state.Severity <= Severity.Low;
        if (!isMild && Changed(known, state) is { } change) return new(NotifiedAs.Update, change, null);
        var grew = !isMild && state.Leaders > known.Leaders;
        if (grew && now >= told + interval) return new(NotifiedAs.Update, "more of it", null);
        if (!isAcknowledged && now >= told + repeat) return new(NotifiedAs.Reminder, "it stands, and nobody acknowledged", null);
        var next = grew ? told + interval : isAcknowledged ? (DateTimeOffset?)null : told + repeat;
        return new(null, "he knows", next);
    }

    /// <summary>What makes it another thing than he was told, in a few words; null when nothing does.</summary>
    private static string? Changed(Notified known, IncidentState state)
    {
        if (known.Cause is { } cause && cause != state.Class) return $"{cause} became {state.Class}";

        // A power cut darkens one box after the other: that was said.
        if (state.Severity > known.Severity && state.Cause != Power) return "graver than before";
        return known.Firing > 0 && state.Firing >= 2 * known.Firing ? "twice as many" : null;
    }
}
