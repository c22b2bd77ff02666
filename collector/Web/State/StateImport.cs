using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Collector.Alerts.Text.Templating;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Fleet;
using EdgeNoc.Collector.Groups;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Map;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Web.State;

/// <summary>What became of one kind of entries.</summary>
/// <param name="Kind"><c>sites, configs, contacts, rotations, routes, reports, templates, silences, groups, places, users</c>.</param>
/// <param name="New">Made.</param>
/// <param name="Changed">There otherwise.</param>
/// <param name="Same">There just so.</param>
/// <param name="Kept">There, and left as they are: users.</param>
internal sealed record ImportedKind(string Kind, int New, int Changed, int Same, int Kept);

/// <summary>What became of a document of the whole state.</summary>
/// <param name="Applied">It was taken, all of it; else it was only looked at.</param>
/// <param name="Kinds">By their kinds.</param>
/// <param name="OnusLeftOut">ONUs are not taken: they come with the next list of their OLT.</param>
/// <param name="Remarks">Doubles and the like: taken, and worth a look.</param>
/// <param name="Errors">Why nothing can be taken.</param>
internal sealed record StateImportView(bool Applied, IReadOnlyList<ImportedKind> Kinds, int OnusLeftOut, IReadOnlyList<ApiError> Remarks, IReadOnlyList<ApiError> Errors);

/// <summary>
/// Takes a document of the whole state, all of it in one transaction or nothing: into an empty collector it gives the state that was exported, and what is not in it stays. Users come without a
/// password and cannot sign in until they have one; those that are there are left as they are, so that nobody is locked out by a file. Passwords of devices are in no document.
/// </summary>
internal static class StateImport
{
    public const int MostBytes = 64 << 20;

    /// <param name="api">The database.</param>
    /// <param name="json">The document.</param>
    /// <param name="apply">False: only look.</param>
    /// <param name="actor">Who.</param>
    public static StateImportView Run(ApiContext api, byte[] json, bool apply, Actor actor)
    {
        ConfigLoad<StateDocument> load;
        try
        {
            load = api.Read(db => StateDocument.Read(json, Known.Of(db, api.Rules, api.Channels), api.Now));
        }
        catch (InvalidOperationException)
        {
            // JSON can write half a surrogate pair, and bytes that are no UTF-8; neither can be read as a text.
            return new StateImportView(false, [], 0, [], [new ApiError("", "a text in it is no Unicode", "send UTF-8, and no half of a surrogate pair")]);
        }

        if (load.Config is not { } document) return new StateImportView(false, [], 0, [], [.. load.Errors.Select(ApiError.Of).Distinct()]);
        var remarks = StateDoubles.Of(document);
        try
        {
            var kinds = api.Change((db, now) =>
            {
                var taken = new Taking(db, actor, now).All(document);
                AlertDue.MarkAll(db, now);
                return apply ? taken : throw new LookedException(taken);
            });
            return new StateImportView(true, kinds, document.Onus, remarks, []);
        }
        catch (LookedException looked)
        {
            return new StateImportView(false, looked.Kinds, document.Onus, remarks, []);
        }
        catch (RefusedException refused)
        {
            return new StateImportView(false, [], document.Onus, remarks, [.. refused.Errors.Select(ApiError.Of)]);
        }
    }

    /// <summary>Takes back all that was tried.</summary>
    private sealed class LookedException(IReadOnlyList<ImportedKind> kinds) : Exception
    {
        public IReadOnlyList<ImportedKind> Kinds => kinds;
    }

    private sealed class RefusedException(IReadOnlyList<ConfigError> errors) : Exception
    {
        public IReadOnlyList<ConfigError> Errors => errors;
    }

    /// <summary>One document into one transaction.</summary>
    private sealed class Taking(Db db, Actor actor, DateTimeOffset now)
    {
        public List<ImportedKind> All(StateDocument document)
        {
            var seed = document.Seed;
            List<ImportedKind> kinds =
            [
                Sites(seed.Sites),
                Kind("configs", document.Configs, pair => pair.Key, pair => pair.Value, id => SiteRow.Find(db, id)?.ConfigJson, Config, isNoted: false),
                Kind("contacts", seed.Contacts, one => one.Id, one => Json(one, ApiJson.Default.ContactEntry), PeopleResources.Find("contact")!, one => ContactStore.Put(db, one)),
                Kind("rotations", seed.Rotations, one => one.Id, one => Json(one, ApiJson.Default.RotationEntry), PeopleResources.Find("rotation")!, one => RotationStore.Put(db, one.ToRotation(), one.TimeZone)),
                Kind("routes", seed.Routes, one => one.Id, one => Json(one, ApiJson.Default.RouteEntry), PeopleResources.Find("route")!, one => RouteStore.Put(db, one.ToRoute(), one.Position)),
                Kind("reports", seed.Reports, one => one.Id, one => Json(one, ApiJson.Default.ReportEntry), PeopleResources.Find("report")!, one => PeopleEntries.Put(db, one)),
                Kind("templates", seed.Templates, one => $"{one.Name}/{one.Language}", one => one.Content, id => Content(id), one => TemplateStore.Save(db, one.Which(), one.Language, one.Content, actor.Name, now)),
                Silences(seed.Silences, document.Authors),
                Kind("groups", document.Groups, one => one.Id, DeskJson.Of, id => GroupStore.Find(db, id) is { } group ? DeskJson.Of(group) : null, Group, isNoted: false),
                Kind("places", document.Places, place => $"{place.Site}/{place.Device}/{place.Entity}", StateEntries.Text, id => Place(id), place => Places.Put(db, place, actor, now), isNoted: false),
                Users(document.Users),
            ];
            return kinds;
        }

        private ImportedKind Kind<T>(string name, IEnumerable<T> items, Func<T, string> id, Func<T, string> json, IEditable editable, Action<T> put)
        {
            var there = editable.Entries(db).ToDictionary(entry => entry.Id, entry => entry.Json, StringComparer.Ordinal);
            return Kind(name, items, id, json, one => there.GetValueOrDefault(one), put);
        }

        private ImportedKind Kind<T>(string name, IEnumerable<T> items, Func<T, string> id, Func<T, string> json, Func<string, string?> before, Action<T> put, bool isNoted = true)
        {
            var (added, changed, same) = (0, 0, 0);
            foreach (var item in items)
            {
                var (was, wanted) = (before(id(item)), json(item));
                if (was == wanted || (was is not null && name == "configs" && JsonNode.DeepEquals(JsonNode.Parse(was), JsonNode.Parse(wanted))))
                {
                    same++;
                    continue;
                }

                if (was is null) added++;
                else changed++;
                put(item);
                if (isNoted) ChangeLog.Note(db, now, actor, $"{name[..^1]}.put", id(item), was, wanted);
            }

            return new ImportedKind(name, added, changed, same, 0);
        }

        private ImportedKind Sites(IReadOnlyList<SiteEntry> sites)
        {
            string? Before(string id) => SiteEntries.Find(db, id) is { } site ? Json(new SiteEntry(site.Id, site.Title, site.TimeZone, site.Language, site.Gateway, site.Latitude, site.Longitude), ApiJson.Default.SiteEntry) : null;
            return Kind("sites", sites, site => site.Id, site => Json(site, ApiJson.Default.SiteEntry), Before, site => SiteEntries.Put(db, site, now));
        }

        private void Config(KeyValuePair<string, string> config)
        {
            var site = SiteRow.Find(db, config.Key) ?? throw new RefusedException([new ConfigError("state", $"sites.{config.Key}", null, "is no site", "name it in sites")]);
            if (DeviceActions.MustAdopt(db, site)) throw new RefusedException([new ConfigError("state", $"sites.{config.Key}.config", null, "would take away what was made at the POP", $"adopt that first: edgenoc-collector site adopt {config.Key}")]);
            var saved = ConfigActions.Save(db, site, Encoding.UTF8.GetBytes(config.Value), $"sites.{config.Key}.config", isWhole: false, ConfigOrigin.Office, actor, now);
            if (saved.Version is null) throw new RefusedException([.. saved.Errors.Select(error => error with { Path = $"sites.{config.Key}.config.{error.Path}" })]);
        }

        private ImportedKind Silences(IReadOnlyList<NewSilence> silences, IReadOnlyList<string> authors)
        {
            var there = SilenceStore.Standing(db).Select(silence => (silence.Kind, silence.MatchersJson, silence.EndsMs, silence.Comment)).ToHashSet();
            var (added, same) = (0, 0);
            foreach (var (index, silence) in silences.Index())
            {
                if (!there.Add((silence.Kind, Matchers.Write(silence.Matchers), DbTime.Ms(silence.Ends), silence.Comment)))
                {
                    same++;
                    continue;
                }

                var author = authors.ElementAtOrDefault(index) is { Length: > 0 } known ? known : actor.Name;
                var id = SilenceStore.Add(db, silence, author, null, now, keepsStart: true);
                ChangeLog.Note(db, now, actor, $"{DbName.Of(silence.Kind)}.add", id.ToString(System.Globalization.CultureInfo.InvariantCulture), null, silence.Comment);
                added++;
            }

            return new ImportedKind("silences", added, 0, same, 0);
        }

        private void Group(CustomerGroup group)
        {
            if (GroupActions.Put(db, group, null, actor, now).Result is DeskResult.Invalid invalid) throw new RefusedException([.. invalid.Errors.Select(error => error with { Path = $"groups.{group.Id}.{error.Path}" })]);
        }

        private ImportedKind Users(IReadOnlyList<StateUser> users)
        {
            var (added, kept) = (0, 0);
            foreach (var user in users)
            {
                if (UserStore.Find(db, user.Id) is not null)
                {
                    kept++;
                    continue;
                }

                // No password has an empty hash: an administrator gives him one.
                UserActions.Put(db, new UserEntry(user.Id, user.Name, UserRoles.Parse(user.Role)!.Value, user.Sites is { } sites ? SiteScope.Of(sites) : SiteScope.All, user.Disabled), "", actor, now);
                UserStore.SetTaste(db, user.Id, user.Language, user.Theme, user.Zone);
                added++;
            }

            return new ImportedKind("users", added, 0, 0, kept);
        }

        private string? Content(string id) => id.Split('/') is [var name, var language] && TemplateNames.Parse(name) is { } which ? TemplateStore.Find(db, which, language)?.Content : null;

        private string? Place(string id) => id.Split('/', 3) is [var site, var device, var entity] && PlaceStore.Find(db, site, device, entity) is { } place ? StateEntries.Text(place) : null;

        private static string Json<T>(T entry, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => JsonSerializer.Serialize(entry, type);
    }
}
