using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Alerts.Text.Languages;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Replies;

/// <summary><c>who</c>: who is on call, and who has what.</summary>
internal static class WhoReplies
{
    private const int MaxName = 48;

    public static Answer Of(Db db, Request request, AlertRules rules)
    {
        var words = Language.Of(request.Person.Language);
        var people = PeopleStore.Read(db, rules);
        var lines = OnCall(people, request.Now).Select(duty => $"👤 {words.Commands.OnCall(duty.What, duty.Who)}").ToList();
        if (lines.Count == 0) lines.Add(words.Commands.NobodyOnCall);
        lines.AddRange(IncidentLines.Open(db, site: null, request.Person.Language, request.Now));
        return new Answer(string.Join('\n', lines));
    }

    /// <summary>Those whose shift it is; without rotations, the first whom each route calls.</summary>
    private static IEnumerable<(string What, string Who)> OnCall(People people, DateTimeOffset now)
    {
        var shifts = people.Rotations.Values.OrderBy(rotation => rotation.Id, StringComparer.Ordinal)
            .Select(rotation => (rotation.Id, Contact: rotation.OnCall(now) is { } id ? people.Contacts.GetValueOrDefault(id) : null))
            .Where(shift => shift.Contact is not null).Select(shift => (Clean(shift.Id), Clean(shift.Contact!.Name))).ToList();
        return shifts.Count > 0
            ? shifts
            : people.Routes.Where(route => route.Steps.Count > 0)
                .Select(route => (Clean(route.Id), string.Join(", ", people.Resolve(route.Steps[0], now).Select(contact => Clean(contact.Name)))))
                .Where(duty => duty.Item2.Length > 0);
    }

    private static string Clean(string text) => HostileText.Clean(text, MaxName);
}
