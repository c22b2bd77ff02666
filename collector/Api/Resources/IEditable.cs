using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Removed;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>An entry as the API has it.</summary>
internal sealed record EditableEntry(string Id, string Json);

/// <summary>A kind of entries as those work with it who do not know what it is of: the console's forms, and whoever puts back what was removed.</summary>
internal interface IEditable
{
    /// <summary>In the singular: <c>contact</c>.</summary>
    string Name { get; }

    /// <summary>In the address: <c>contacts</c>.</summary>
    string Path { get; }

    IReadOnlyList<EditableEntry> Entries(Db db);

    /// <summary>Makes one (without an edition) or changes the edition that somebody saw.</summary>
    DeskResult PutJson(Db db, ApiContext api, string id, string? edition, byte[] bytes, Actor actor, DateTimeOffset now);

    /// <summary>Removes one that nothing needs.</summary>
    DeskResult RemoveOne(Db db, string id, string? edition, Actor actor, DateTimeOffset now);

    /// <summary>Puts a removed one back, if what it refers to is still there.</summary>
    DeskResult Restore(Db db, ApiContext api, RemovedEntry removed, Actor actor, DateTimeOffset now);

    void Map(RouteGroupBuilder v1);
}
