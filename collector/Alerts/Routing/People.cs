using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>Who can be told, and whom what goes to.</summary>
internal sealed record People(IReadOnlyDictionary<string, Contact> Contacts, IReadOnlyDictionary<string, Rotation> Rotations, IReadOnlyList<Route> Routes)
{
    /// <summary>The contacts that a step means at this moment, each once; unknown ones are left out.</summary>
    public IReadOnlyList<Contact> Resolve(RouteStep step, DateTimeOffset now) =>
        [.. step.To.Select(target => Resolve(target, now)).OfType<Contact>().DistinctBy(contact => contact.Id, StringComparer.Ordinal)];

    private Contact? Resolve(string target, DateTimeOffset now) => target.Split(':', 2) switch
    {
        ["contact", var id] => Contacts.GetValueOrDefault(id),
        ["rotation", var id] when Rotations.GetValueOrDefault(id)?.OnCall(now) is { } member => Contacts.GetValueOrDefault(member),
        _ => null,
    };
}

/// <summary>The tables <c>contacts</c>, <c>contact_addresses</c>, <c>rotations</c> and <c>routes</c>, and what the config adds.</summary>
internal static class PeopleStore
{
    /// <summary>The route that stands where the database has none: the recipients of the config.</summary>
    public const string BuiltIn = "config";

    public static People Read(Db db, AlertRules rules)
    {
        var contacts = ContactStore.All(db).ToDictionary(contact => contact.Id, StringComparer.Ordinal);
        foreach (var number in rules.Recipients)
            contacts.TryAdd(number, new Contact { Id = number, Name = number, Addresses = rules.Channel is { } channel ? [new ContactAddress(channel, number)] : [] });
        var routes = RouteStore.All(db);
        if (routes.Count == 0) routes = [new Route { Id = BuiltIn, Steps = [new RouteStep(0, [.. rules.Recipients.Select(number => $"contact:{number}")])] }];
        return new People(contacts, RotationStore.All(db).ToDictionary(rotation => rotation.Id, StringComparer.Ordinal), routes);
    }
}
