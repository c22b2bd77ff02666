using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Delivery;

/// <summary>The other addresses of a contact, and which channels are of use now.</summary>
internal static class Ways
{
    private const string Entity = "channel/";

    /// <summary>The entity of a channel's own alerts.</summary>
    public static string EntityOf(string channel) => Entity + channel;

    /// <summary>Channels of which <c>channel.down</c> stands.</summary>
    public static HashSet<string> Down(Db db) =>
        db.Query<string>("SELECT entity FROM alerts WHERE device = 'site' AND kind = 'channel.down' AND cleared_ms IS NULL")
            .Where(entity => entity.StartsWith(Entity, StringComparison.Ordinal)).Select(entity => entity[Entity.Length..]).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Where a message has not been yet, in the order of the contact's addresses; null: nowhere. A channel that is down is no way, nor is one that is not
    /// configured; the same person is never told the same twice at one address, whatever way it came there.
    /// </summary>
    public static ContactAddress? Next(Db db, OutboxMessage message, DeliveryRules rules, IReadOnlySet<string> down)
    {
        if (message.Contact is null) return null;
        var tried = db.Query<ContactAddress>(
            """
            SELECT channel, recipient AS address FROM outbox WHERE id = @Root OR fallback_of = @Root
            UNION SELECT channel, recipient FROM outbox WHERE thread = @Thread AND purpose = @purpose AND content = @Content AND state <> 'failed'
            """,
            new { message.Root, message.Thread, purpose = DbName.Of(message.Purpose), message.Content }).ToHashSet();
        return AddressesOf(db, message.Contact).FirstOrDefault(address => !tried.Contains(address) && rules.Lanes.ContainsKey(address.Channel) && !down.Contains(address.Channel));
    }

    public static List<ContactAddress> AddressesOf(Db db, string contact) => db.Query<ContactAddress>(
        "SELECT channel, address FROM contact_addresses WHERE contact = @contact ORDER BY position", new { contact });

    /// <summary>Whether an incident is about this channel's own failure.</summary>
    public static bool IsAbout(Db db, long incident, string channel) => db.First<long>(
        "SELECT COUNT(*) FROM alerts WHERE incident = @incident AND kind = 'channel.down' AND entity = @entity", new { incident, entity = EntityOf(channel) }) > 0;
}
