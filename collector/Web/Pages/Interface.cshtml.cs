using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Web.Charts;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Collector.Web.Traffic;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>One port or PON: how it is, what it carried, what happened to it.</summary>
internal sealed class InterfaceModel(ApiContext api, InterfaceBook book, Viewer viewer) : PageModel
{
    public LiveInterface Now { get; private set; } = new("", "", "", isPon: false);

    public string State => Now.State(DbTime.Ms(viewer.Now));

    public IReadOnlyList<PastAlert> Events { get; private set; } = [];

    public ChartRange Range { get; private set; } = ChartRange.All[1];

    public IReadOnlyList<ChartPlace> Charts { get; private set; } = [];

    public static string Address(LiveInterface one) => $"/sites/{one.Site}/devices/{Uri.EscapeDataString(one.Device)}/interface?{(one.IsPon ? "pon" : "name")}={Uri.EscapeDataString(one.Name)}";

    public IActionResult OnGet(string site, string device, string? name, string? pon, string? range) => Read(site, device, name, pon, range) ? Page() : NotFound();

    public IActionResult OnGetNow(string site, string device, string? name, string? pon) => Read(site, device, name, pon, null) ? Partial("_InterfaceNow", this) : NotFound();

    private bool Read(string site, string device, string? name, string? pon, string? range)
    {
        if (!viewer.Scope.Allows(site) || (pon ?? name) is not { } wanted || book.Find(site, device, wanted, isPon: pon is not null) is not { } now) return false;
        Now = now;
        Events = PastAlert.Of(api, site, device, now.IsPon ? $"pon/{now.Name}" : $"if/{now.Name}", viewer.Now);
        Range = ChartRange.Of(range) ?? Range;
        (string, Word)[] names = now.IsPon
            ? [("traffic", TrafficText.ChartTraffic), ("onus", OverviewText.Onus)]
            : [("traffic", TrafficText.ChartTraffic), ("used", TrafficText.ChartUtil), ("errors", TrafficText.ChartErrors), ("optic", TrafficText.ChartOptic)];
        var subject = $"device={Uri.EscapeDataString(device)}&{(now.IsPon ? "pon" : "interface")}={Uri.EscapeDataString(now.Name)}&range={Range.Word}";
        Charts = [.. names.Select(chart => new ChartPlace($"/api/v1/sites/{site}/history/{chart.Item1}?{subject}", chart.Item2))];
        return true;
    }
}
