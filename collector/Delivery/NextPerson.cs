using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Delivery;

/// <summary>
/// Who else hears of an incident when somebody cannot be reached: first the others that a step taken already means (who is next in the rotation), then
/// the next step, at once. Its stages write him the message, in his own language.
/// </summary>
internal static class NextPerson
{
    public static void Find(Db db, OutboxMessage message, string reason, DeliveryRules rules, DateTimeOffset now)
    {
        if (message is not { Incident: { } incident, Contact: not null, Purpose: Purpose.Problem or Purpose.Update or Purpose.Reminder }) return;
        if (db.First<long>("SELECT COUNT(*) FROM incidents WHERE number = @incident AND closed_ms IS NULL AND acked_ms IS NULL", new { incident }) == 0) return;
        var people = PeopleStore.Read(db, rules.Alerts);
        var known = NotifiedStore.Of(db, incident).Select(notified => notified.Contact).ToHashSet(StringComparer.Ordinal);

        // Where the channel did not even take it, only somebody with another one is of use.
        var useless = message.State == MessageState.Accepted ? null : message.Channel;
        foreach (var escalation in EscalationStore.Of(db, incident))
        {
            if (people.Routes.FirstOrDefault(route => route.Id == escalation.Route) is not { } route) continue;
            var (taken, step) = (route.Steps.Take((int)escalation.Step).ToList(), (int)escalation.Step);
            if (taken.SelectMany(one => Everybody(people, one, now)).FirstOrDefault(contact => !known.Contains(contact.Id) && IsReachable(contact, useless, rules)) is { } next)
            {
                NotifiedStore.Put(db, new Notified { Incident = incident, Contact = next.Id, Purpose = NotifiedAs.Escalated, AtMs = DbTime.Ms(now) });
                Decide(db, message, Decision.NextContact, $"{next.Id} instead of {message.Contact}: {reason}", now);
                return;
            }

            if (step >= route.Steps.Count || !people.Resolve(route.Steps[step], now).Any(contact => IsReachable(contact, useless, rules))) continue;
            EscalationStore.Hasten(db, escalation, DbTime.Ms(now) - (route.Steps[step].AfterS * 1000L));
            Decide(db, message, Decision.Hastened, $"{route.Id}: step {step + 1} now: {message.Contact}: {reason}", now);
            return;
        }

        DecisionLog.Add(db, now, message.Site ?? "", Decision.Unreached, $"message {message.Id}: {reason}; there is no other address or contact", incident: incident, recipient: message.Contact);
    }

    /// <summary>Who is on call first, then the others of the rotation in their order.</summary>
    private static IEnumerable<Contact> Everybody(People people, RouteStep step, DateTimeOffset now) => step.To.SelectMany(target => target.Split(':', 2) switch
    {
        ["contact", var id] => [id],
        ["rotation", var id] when people.Rotations.GetValueOrDefault(id) is { } rotation => rotation.InOrder(now),
        _ => [],
    }).Select(id => people.Contacts.GetValueOrDefault(id)).OfType<Contact>();

    private static bool IsReachable(Contact contact, string? useless, DeliveryRules rules) =>
        contact.Addresses.Any(address => address.Channel != useless && rules.Lanes.ContainsKey(address.Channel));

    private static void Decide(Db db, OutboxMessage message, Decision decision, string detail, DateTimeOffset now)
    {
        DecisionLog.Add(db, now, message.Site ?? "", decision, detail, incident: message.Incident, recipient: message.Contact);
        AlertDue.MarkIncident(db, message.Incident!.Value, now);
    }
}
