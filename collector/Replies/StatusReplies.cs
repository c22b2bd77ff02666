using System.Text.Json;
using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Alerts.Text.Languages;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Reports;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Replies;

/// <summary><c>status</c> of the network, of a site, or of a device.</summary>
internal static class StatusReplies
{
    private const int MostDevices = 10;

    public static Answer Of(Db db, Request request, Command.Status command)
    {
        var words = Language.Of(request.Person.Language);
        if (command.Name.Length == 0) return Network(db, request, words);
        var plant = PlantNames.Read(db);
        List<string> typed = [.. command.Name.ToLowerInvariant().Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)];
        if (typed.Count == 0) return Network(db, request, words);
        var places = Places(typed, plant);
        if (places.Count == 0)
        {
            var near = PlaceChoice.Of(typed, plant) is PlaceChoice.Unknown { Near: { Count: > 0 } names } ? $". {words.Commands.DidYouMean(string.Join(", ", names.Select(name => HostileText.Clean(name, 48))))}" : "";
            return Answer.No(words.Replies.NoSuchSite(HostileText.Clean(command.Name, 48)) + near);
        }

        var lines = places.Take(MostDevices).SelectMany(place => Lines(db, request, place)).ToList();
        if (places.Count > MostDevices) lines.Add(words.Messages.More(places.Count - MostDevices));
        if (places.DistinctBy(place => place.Site.Id, StringComparer.Ordinal).Count() == 1)
            lines.AddRange(IncidentLines.Open(db, places[0].Site.Id, request.Person.Language, request.Now));
        return new Answer(string.Join('\n', lines));
    }

    private static Answer Network(Db db, Request request, Language words)
    {
        var silent = SiteStore.All(db).ToLookup(site => NetworkFigures.SilenceOf(site, request.Now) is not null);
        List<string> lines = [words.Reports.Sites(silent[false].Count(), silent[true].Count()), .. IncidentLines.Open(db, site: null, request.Person.Language, request.Now)];
        return new Answer(string.Join('\n', lines));
    }

    /// <summary>A site with all its devices, one device of it, or a device wherever one is called so.</summary>
    private static List<(SiteNames Site, string Device)> Places(List<string> typed, IReadOnlyList<SiteNames> plant)
    {
        if (PlaceChoice.Of(typed, plant) is PlaceChoice.Found found)
        {
            var site = plant.First(known => known.Id == found.Site);
            return [.. (found.Device is { } device ? [device] : site.Devices).Select(name => (site, name))];
        }

        return [.. plant.SelectMany(site => site.Devices.Where(device => device.Equals(typed[0], StringComparison.OrdinalIgnoreCase)).Select(device => (site, device)))];
    }

    private static IEnumerable<string> Lines(Db db, Request request, (SiteNames Site, string Device) place)
    {
        var (site, device) = place;
        var profile = SiteProfile.Of(db, site.Id);
        var say = new Phrasing(profile.Style(request.Person.Language));
        var stale = SiteStore.Find(db, site.Id) is { } row ? NetworkFigures.SilenceOf(row, request.Now) : null;
        var figures = new OltFigures(site.Id, site.Title, device, 0, 0, null, null, stale);
        if (Table(db, site.Id, device, "onus") is { } onus)
        {
            var reading = OltReading.Of(new TableRows(onus), AlertLines.WeakRxDbm);
            yield return OltLine.Of(figures with { Total = reading.Total, Online = reading.Online, TempC = reading.TempC, RxDbm = reading.RxDbm }, request.Now, say);
            foreach (var weak in reading.Weakest.Take(stale is null ? 3 : 0))
                yield return $"   📵 {HostileText.Clean(weak.Name ?? weak.Entity, 48)} {HostileText.Clean(weak.Entity[(weak.Entity.IndexOf('/') + 1)..], 32)}: {say.Number(weak.RxDbm)} dBm";
        }
        else
        {
            var sessions = Table(db, site.Id, device, "ppp_active") is { } active ? $": PPPoE {say.Number(active.Rows.Count)}" : "";
            var hotspot = Table(db, site.Id, device, "hotspot_active") is { Rows.Count: > 0 } users ? $" | Hotspot {say.Number(users.Rows.Count)}" : "";
            yield return stale is null ? $"• {OltLine.Name(figures)}{sessions}{hotspot}" : OltLine.Of(figures, request.Now, say);
        }
    }

    private static TableMessage? Table(Db db, string site, string device, string name)
    {
        var json = db.First<string>("SELECT content_json FROM tables WHERE site = @site AND device = @device AND name = @name", new { site, device, name });
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, WireJson.Default.TableMessage);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
