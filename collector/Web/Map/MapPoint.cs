namespace EdgeNoc.Collector.Web.Map;

/// <summary>Something that stands somewhere.</summary>
/// <param name="Kind"><c>site, ont, onu</c>.</param>
/// <param name="Site">The site's id.</param>
/// <param name="Device">The OLT or the ONT; left out for a site.</param>
/// <param name="At">An ONU's position.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Status"><c>up, weak, trouble, down, power_off, stale, unknown</c>; <c>trouble</c>: a site with open incidents; <c>stale</c>: nothing is heard of its site.</param>
/// <param name="Category">As the office sorts them.</param>
/// <param name="SinceMs">Since when it is so, where that was seen.</param>
/// <param name="Url">Its page.</param>
internal sealed record MapPoint(
    string Kind, string Site, string? Device, string? At, string Name, double Latitude, double Longitude, string Status, string? Category, long? SinceMs, string Url);

/// <summary>An ONT or ONU that can be given a place.</summary>
/// <param name="Kind"><c>ont, onu</c>.</param>
/// <param name="Site">The site's id.</param>
/// <param name="Device">The OLT, or the ONT itself.</param>
/// <param name="At">An ONU's position.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Latitude">Where it stands now; left out: nowhere.</param>
/// <param name="Longitude">The same.</param>
/// <param name="Category">As the office sorts them.</param>
internal sealed record Placeable(string Kind, string Site, string Device, string? At, string Name, double? Latitude, double? Longitude, string? Category);

/// <summary>What is on the map.</summary>
/// <param name="Items">All that have a place.</param>
/// <param name="Categories">The categories that occur, in order; their colours go by it.</param>
/// <param name="Nowhere">Sites, ONTs and ONUs that the office has given no place.</param>
internal sealed record MapPicture(IReadOnlyList<MapPoint> Items, IReadOnlyList<string> Categories, int Nowhere);
