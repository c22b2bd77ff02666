using System.Globalization;
using EdgeNoc.Collector.Desk;
using EdgeNoc.Collector.Web.Text;

namespace EdgeNoc.Collector.Web.Lists;

/// <summary>The ONTs of a site's config.</summary>
internal static class OntList
{
    public static ListKind<OntEntry> Kind(string site) => new()
    {
        Key = "onts",
        Title = InventoryText.Onts,
        Id = ont => ont.Id,
        Site = _ => site,
        SortedBy = "ont",
        Columns =
        [
            new("ont", InventoryText.Id, ont => ont.Id) { Link = ont => $"/inventory/ont?site={site}&id={Uri.EscapeDataString(ont.Id)}" },
            new("name", InventoryText.Title, ont => ont.Name),
            new("address", InventoryText.Address, ont => ont.Address),
            new("group", InventoryText.Group, ont => ont.Group),
            new("latitude", InventoryText.Latitude, ont => Text(ont.Latitude)) { Number = ont => ont.Latitude },
            new("longitude", InventoryText.Longitude, ont => Text(ont.Longitude)) { Number = ont => ont.Longitude },
        ],
    };

    private static string? Text(double? number) => number?.ToString(CultureInfo.InvariantCulture);
}
