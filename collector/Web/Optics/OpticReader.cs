using EdgeNoc.Collector.Alerts.Text;
using EdgeNoc.Collector.Web.Charts;
using EdgeNoc.Collector.Web.Groups;
using EdgeNoc.Collector.Web.Live;

namespace EdgeNoc.Collector.Web.Optics;

/// <summary>Finds the weakest ONUs by the live picture, and asks the database of measurements how they came to that.</summary>
internal sealed class OpticReader(LiveBook book, CustomersNow customers, ChartReader charts, TimeProvider time)
{
    /// <summary>How many are looked at: a month of each is nine thousand points.</summary>
    public const int Most = 200;

    /// <summary>Of one statement.</summary>
    private const int AtOnce = 50;

    /// <param name="filter">Whose.</param>
    /// <param name="down">What is said when the database of measurements does not answer.</param>
    /// <param name="ct">Nobody waits any more.</param>
    public async Task<OpticReport> ReadAsync(OpticFilter filter, string down, CancellationToken ct)
    {
        var matching = Matching(filter).ToList();
        var weakest = matching.OrderBy(onu => onu.RxDbm).ThenBy(onu => onu.Site, StringComparer.Ordinal).ThenBy(onu => onu.Position, StringComparer.Ordinal).Take(Most).ToList();
        var days = new Dictionary<(string, string, string, string), List<LightDay>>();
        string? problem = null;
        foreach (var some in weakest.Chunk(AtOnce))
        {
            if (await charts.EachAsync(LightQuery.Of(some, time.GetUtcNow()), series => LightQuery.Take(series, days), ct) is null) continue;
            problem = down;
            break;
        }

        var items = weakest.Select(onu => Entry(onu, days.GetValueOrDefault((onu.Site, onu.Device, onu.Pon, onu.Number)) ?? []));
        return new OpticReport([.. Ordered(items, filter.Order)], matching.Count, AlertLines.WeakRxDbm, problem);
    }

    /// <summary>Pure. What cannot be told comes last.</summary>
    internal static IEnumerable<OpticEntry> Ordered(IEnumerable<OpticEntry> items, string order) => order switch
    {
        "slope" => items.OrderBy(one => one.SlopeDbWeek ?? double.MaxValue).ThenBy(one => one.RxDbm),
        "soon" => items.OrderBy(one => one.WeakInDays ?? double.MaxValue).ThenBy(one => one.RxDbm),
        _ => items,
    };

    private static OpticEntry Entry(LiveOnu onu, IReadOnlyList<LightDay> days)
    {
        var trend = LightTrend.Of(days, onu.RxDbm!.Value, AlertLines.WeakRxDbm);
        return new OpticEntry(onu.Site, onu.Device, onu.Position, onu.Name, onu.RxDbm.Value, trend.Change7Db, trend.Change30Db, trend.SlopeDbWeek, trend.WeakInDays);
    }

    private IEnumerable<LiveOnu> Matching(OpticFilter filter)
    {
        var inCategory = filter.Category is { } category
            ? customers.Groups(filter.Scope).Where(one => !one.Group.IsOfAccounts && string.Equals(one.Group.Category, category, StringComparison.OrdinalIgnoreCase))
                .SelectMany(one => one.Members).Select(member => (member.Site, member.Device, member.Names[0])).ToHashSet()
            : null;
        return book.Sites.Where(site => filter.Scope.Allows(site.Site) && (filter.Site is null || site.Site == filter.Site)).SelectMany(site => site.Onus)
            .Where(onu => onu is { IsUp: true, RxDbm: not null } && (filter.Device is null || onu.Device == filter.Device) && (filter.Pon is null || onu.Pon == filter.Pon))
            .Where(onu => inCategory is null || inCategory.Contains((onu.Site, onu.Device, onu.Position)));
    }
}
