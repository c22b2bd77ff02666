using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Alerts;

/// <summary>People, routes and silences as they stand in a story's database.</summary>
internal static class People
{
    public static readonly Actor Budi = new("budi", "Budi", "whatsapp");

    /// <summary>A contact whose address is his name.</summary>
    public static void Contact(this Story story, string id, QuietHours? quiet = null, string zone = "UTC", string language = "en") => story.Do(db =>
    {
        ContactStore.Put(db, new ContactEntry(id, id, language, zone, "operator", quiet, IsVip: false, [new ContactAddress("mpwa", id)]));
        return true;
    });

    public static void Route(this Story story, string id, string matchers, params (int AfterS, string[] To)[] steps) => story.Route(new Route
    {
        Id = id,
        Matchers = Matching(matchers),
        Steps = [.. steps.Select(step => new RouteStep(step.AfterS, step.To))],
    });

    public static void Route(this Story story, Route route, int? position = null) => story.Do(db =>
    {
        RouteStore.Put(db, route, position ?? RouteStore.All(db).Count);
        return true;
    });

    public static ActionResult Silence(this Story story, SilenceKind kind, string matchers, double startsIn_s, double endsIn_s, string comment = "work") => story.Do(db => SilenceActions.Add(
        db, new NewSilence(kind, Matching(matchers), story.Clock.Now.AddSeconds(startsIn_s), story.Clock.Now.AddSeconds(endsIn_s), comment), Budi, story.Clock.Now));

    /// <summary><c>site=demo-pop severity=~high|critical</c>.</summary>
    public static IReadOnlyList<Matcher> Matching(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(One)];

    private static Matcher One(string text)
    {
        var (op, sign) = text.Contains("=~", StringComparison.Ordinal) ? (MatchOperator.Matches, "=~")
            : text.Contains("!~", StringComparison.Ordinal) ? (MatchOperator.NotMatches, "!~")
            : text.Contains("!=", StringComparison.Ordinal) ? (MatchOperator.NotEqual, "!=")
            : (MatchOperator.Equal, "=");
        var parts = text.Split(sign, 2);
        return new Matcher(parts[0], op, parts[1]);
    }
}
