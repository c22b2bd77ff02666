using System.Globalization;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Desk;

namespace EdgeNoc.Collector.Web.State;

/// <summary>What stands in a document twice though there can be only one of it: taken all the same, and worth a look. Pure.</summary>
internal static class StateDoubles
{
    private const int Most = 500;

    public static IReadOnlyList<ApiError> Of(StateDocument document)
    {
        var devices = document.Configs.SelectMany(config => SiteDevices.All(config.Value).Where(device => !device.IsGroup && device.Url is not null).Select(device => (Key: device.Url!, Name: $"{config.Key}/{device.Id}")));
        var onts = document.Configs.SelectMany(config => SiteOnts.All(config.Value).Select(ont => (Site: config.Key, Ont: ont))).ToList();
        var places = onts.Where(one => one.Ont.Latitude is not null).Select(one => (Key: string.Create(CultureInfo.InvariantCulture, $"{one.Ont.Latitude}, {one.Ont.Longitude}"), Name: $"{one.Site}/{one.Ont.Id}"));
        return
        [
            .. Twice("contacts", "have the same address", "one person told in two places is told twice", document.Seed.Contacts.SelectMany(contact => contact.Addresses.Select(address => ($"{address.Channel} {address.Address}", contact.Id))))
                .Concat(Twice("devices", "are the same device", "a device is polled by one site only", devices))
                .Concat(Twice("onts", "have the same address", "only one of them can be right", onts.Select(one => ($"{one.Site} {one.Ont.Address}", $"{one.Site}/{one.Ont.Id}"))))
                .Concat(Twice("onts", "stand at the same place", "check them on a map", places))
                .Concat(onts.Where(one => one.Ont is { Latitude: 0, Longitude: 0 }).Select(one => new ApiError("onts", $"{one.Site}/{one.Ont.Id} stands at 0, 0", "leave its place out until it is known")))
                .Take(Most),
        ];
    }

    private static IEnumerable<ApiError> Twice(string path, string problem, string remedy, IEnumerable<(string Key, string Name)> entries) => entries
        .GroupBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase).Select(same => (same.Key, Names: same.Select(entry => entry.Name).Distinct(StringComparer.Ordinal).ToList())).Where(same => same.Names.Count > 1)
        .Select(same => new ApiError(path, $"{string.Join(", ", same.Names.Take(10))} {problem}: {same.Key}", remedy));
}
