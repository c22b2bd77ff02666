using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Replies;

/// <summary>Who is heard: the addresses of contacts, and the recipients of the config, who may act as operators.</summary>
internal sealed class AllowList(IEnumerable<IChannel> channels, AlertRules rules)
{
    // A number that every channel which writes recipients as telephone numbers puts in the same form.
    private const string SomeNumber = "+62 812-3456-7890";
    private const string SomeNumberWritten = "6281234567890";

    private readonly Dictionary<string, IChannel> _channels = channels.ToDictionary(channel => channel.Id, StringComparer.Ordinal);

    /// <summary>The person who wrote; null: a stranger.</summary>
    public Person? Find(Db db, IChannel channel, InboundMessage message)
    {
        var known = db.Query<Row>(
            """
            SELECT c.id, c.name, c.language, c.time_zone, c.role, a.channel, a.address
            FROM contact_addresses a JOIN contacts c ON c.id = a.contact ORDER BY c.id, a.position
            """);
        if (rules.Channel is { } first)
            known.AddRange(rules.Recipients.Select(number => new Row { Id = number, Name = number, Role = "operator", Channel = first, Address = number }));
        return known.Find(row => IsSame(channel, row, message.Sender)) is { } found ? Of(found) : null;
    }

    /// <summary>A role that nobody knows may only ask.</summary>
    private static Person Of(Row row) => new(
        row.Id, row.Name, row.Language.Length == 0 ? null : row.Language, SiteTime.Zone(row.TimeZone.Length == 0 ? null : row.TimeZone).Zone,
        Roles.Parse(row.Role) ?? Role.Viewer, row.Address);

    /// <summary>On the same channel, or by telephone on any that has telephones: his number is his everywhere.</summary>
    private bool IsSame(IChannel channel, Row row, string sender)
    {
        if (row.Channel != channel.Id && !(IsTelephone(channel) && _channels.TryGetValue(row.Channel, out var other) && IsTelephone(other))) return false;
        if (row.Address == sender) return true;
        return channel.Check(row.Address) is RecipientCheck.Person person && (person.Address == sender || (IsTelephone(channel) && PhoneNumber.IsSame(person.Address, sender)));
    }

    private static bool IsTelephone(IChannel channel) => channel.Check(SomeNumber) is RecipientCheck.Person { Address: SomeNumberWritten };

    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Language { get; init; } = "";
        public string TimeZone { get; init; } = "";
        public string Role { get; init; } = "";
        public string Channel { get; init; } = "";
        public string Address { get; init; } = "";
    }
}
