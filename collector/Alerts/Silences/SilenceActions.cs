using System.Globalization;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Silences;

/// <summary>What people do with silences and maintenance windows; each writes <c>audit</c>.</summary>
internal static class SilenceActions
{
    /// <summary>Longer ones are forgotten ones.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>Makes one.</summary>
    /// <returns>Done with its id, or refused: <c>no_matchers</c>, <c>bad_matcher</c>, <c>ends_before_start</c>, <c>over</c>, <c>too_long</c>, <c>no_comment</c>.</returns>
    public static ActionResult Add(Db db, NewSilence silence, Actor actor, DateTimeOffset now)
    {
        var detail = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["matchers"] = Matchers.Write(silence.Matchers),
            ["ends"] = silence.Ends.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["comment"] = DbText.Bounded(silence.Comment)!,
        };
        var action = $"{DbName.Of(silence.Kind)}.add";
        if (Problem(silence, now) is { } problem) return AuditLog.Add(db, now, actor, action, "", new ActionResult.Refused(problem), detail);
        var id = SilenceStore.Add(db, silence, actor.Name, incident: null, now);
        return AuditLog.Add(db, now, actor, action, Text(id), new ActionResult.Done(id, silence.Ends), detail);
    }

    /// <summary>Ends one now; one that has not begun never will. Refused: <c>ended</c>.</summary>
    public static ActionResult End(Db db, long id, Actor actor, DateTimeOffset now)
    {
        var silence = SilenceStore.Find(db, id);
        ActionResult result = silence switch
        {
            null => new ActionResult.NotFound(),
            _ when silence.EndedMs is not null || silence.Ends <= now => new ActionResult.Refused("ended"),
            _ => new ActionResult.Done(id, now),
        };
        if (result is ActionResult.Done) SilenceStore.EndAt(db, silence!, now);
        return AuditLog.Add(db, now, actor, $"{DbName.Of(silence?.Kind ?? SilenceKind.Silence)}.end", Text(id), result);
    }

    private static string? Problem(NewSilence silence, DateTimeOffset now) => silence switch
    {
        { Matchers.Count: 0 or > Matcher.MaxMatchers } => "no_matchers",
        _ when silence.Matchers.Any(matcher => matcher.Problem() is not null) => "bad_matcher",
        _ when silence.Ends <= silence.Starts => "ends_before_start",
        _ when silence.Ends <= now => "over",
        _ when silence.Ends - silence.Starts > Longest => "too_long",
        _ when string.IsNullOrWhiteSpace(silence.Comment) => "no_comment",
        _ => null,
    };

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
