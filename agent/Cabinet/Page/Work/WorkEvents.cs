using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Cabinet.Page.Work;

/// <summary>How the office hears of work here: alerts of device <c>site</c> with their length, which somebody or time clears.</summary>
/// <param name="log">Takes them.</param>
/// <param name="time">The agent's clock.</param>
/// <param name="quality">Whether that can be trusted.</param>
internal sealed class WorkEvents(IEventLog log, TimeProvider time, Func<TimeQuality> quality)
{
    private const string Device = "site";
    private const string Minutes = "minutes";

    /// <summary>What stands of a kind.</summary>
    public IEnumerable<EdgeEvent> Standing(string kind) => log.LoadRaised().Where(alert => alert.Device == Device && alert.Kind == kind);

    /// <summary>How long one was meant to last; zero where it does not say.</summary>
    public static TimeSpan LengthOf(EdgeEvent alert, TimeSpan longest) =>
        alert.Values.TryGetValue(Minutes, out var minutes) && double.IsFinite(minutes) ? TimeSpan.FromMinutes(Math.Clamp(minutes, 0, longest.TotalMinutes)) : TimeSpan.Zero;

    /// <summary>False when the disk takes nothing now; the store has said why.</summary>
    public bool TryRaise(string kind, string entity, TimeSpan length, string? comment = null)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!string.IsNullOrEmpty(comment)) labels["comment"] = comment;
        return TryCommit(kind, EventState.Raised, entity, null, new Dictionary<string, double>(StringComparer.Ordinal) { [Minutes] = Math.Round(length.TotalMinutes) }, labels);
    }

    /// <inheritdoc cref="TryRaise"/>
    public bool TryClear(string kind, string entity, string reason) => TryCommit(kind, EventState.Cleared, entity, reason, new(StringComparer.Ordinal), new(StringComparer.Ordinal));

    private bool TryCommit(string kind, EventState state, string entity, string? reason, Dictionary<string, double> values, Dictionary<string, string> labels)
    {
        var now = time.GetUtcNow();
        try
        {
            log.Commit([new EdgeEvent(Guid.CreateVersion7(now), kind, state, Device, entity, EventKinds.DefaultSeverity(kind), now, reason, values, labels, quality())], []);
            return true;
        }
        catch (EventsNotStoredException)
        {
            return false;
        }
    }
}
