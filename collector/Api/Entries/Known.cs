using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Entries;

/// <summary>What entries may refer to.</summary>
/// <param name="Contacts">Ids of contacts.</param>
/// <param name="Rotations">Ids of rotations.</param>
/// <param name="Channels">The channels of the config.</param>
internal sealed record Known(IReadOnlySet<string> Contacts, IReadOnlySet<string> Rotations, IReadOnlyList<IChannelSettings> Channels)
{
    /// <summary>What the database has, and the recipients of the config.</summary>
    public static Known Of(Db db, AlertRules rules, IReadOnlyList<IChannelSettings> channels)
    {
        var people = PeopleStore.Read(db, rules);
        return new Known(people.Contacts.Keys.ToHashSet(StringComparer.Ordinal), people.Rotations.Keys.ToHashSet(StringComparer.Ordinal), channels);
    }

    /// <summary>Notes an error unless this contact is there.</summary>
    public void CheckContact(ConfigSection section, string key, string id)
    {
        if (!Contacts.Contains(id)) section.Error(key, ConfigSection.Quoted(id), "is no contact", $"the contacts are {List(Contacts)}");
    }

    /// <summary>Notes an error unless <c>contact:ID</c> or <c>rotation:ID</c> is there.</summary>
    public void CheckTarget(ConfigSection section, string key, string target)
    {
        switch (target.Split(':', 2))
        {
            case ["contact", var id]:
                CheckContact(section, key, id);
                break;
            case ["rotation", var id]:
                if (!Rotations.Contains(id)) section.Error(key, ConfigSection.Quoted(id), "is no rotation", $"the rotations are {List(Rotations)}");
                break;
            default:
                section.Error(key, ConfigSection.Quoted(target), "names nobody", "write contact:ID or rotation:ID");
                break;
        }
    }

    private static string List(IReadOnlySet<string> ids) => ids.Count == 0 ? "none yet" : string.Join(", ", ids.Order(StringComparer.Ordinal).Take(20));
}
