using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Alerts.Text.Templating;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Map;

namespace EdgeNoc.Collector.Web.State;

/// <summary>A silence or maintenance in the document of the whole state.</summary>
internal sealed record StateSilence(string Kind, IReadOnlyList<Matcher> Matchers, DateTimeOffset Starts, DateTimeOffset Ends, string Comment, string Author);

/// <summary>Somebody who signs in, without his password.</summary>
internal sealed record StateUser(string Id, string Name, string Role, IReadOnlyList<string>? Sites, bool Disabled, string? Language, string? Theme, string? Zone);

/// <summary>Entries of the document that the API has no view of.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StateSilence))]
[JsonSerializable(typeof(StateUser))]
[JsonSerializable(typeof(Place))]
internal sealed partial class StateEntries : JsonSerializerContext
{
    public static string Template(StoredTemplate stored) => JsonSerializer.Serialize(new TemplateEntry(stored.Name, stored.Language, stored.Content), ApiJson.Default.TemplateEntry);

    public static string Text(StateSilence silence) => JsonSerializer.Serialize(silence, Default.StateSilence);

    public static string Text(Place place) => JsonSerializer.Serialize(place, Default.Place);

    public static string User(User user) => JsonSerializer.Serialize(Of(user), Default.StateUser);

    public static StateUser Of(User user) => new(user.Id, user.Name, user.Role, user.Scope is { IsAll: false } scope ? scope.Sites : null, user.IsDisabled, user.Language, user.Theme, user.Zone);

    /// <summary>Silences and maintenance that are not over. Mutes belong to incidents, which stay where they are.</summary>
    public static List<StateSilence> Silences(Db db) =>
    [
        .. SilenceStore.Standing(db).Where(silence => silence.Incident is null && Matchers.Read(silence.MatchersJson) is not null)
            .Select(silence => new StateSilence(DbName.Of(silence.Kind), Matchers.Read(silence.MatchersJson)!, silence.Starts, silence.Ends, silence.Comment, silence.Author)),
    ];
}
