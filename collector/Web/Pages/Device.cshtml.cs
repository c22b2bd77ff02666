using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Web.Charts;
using EdgeNoc.Collector.Web.Live;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages;

/// <summary>One device: how it is, how it was, and its ONUs.</summary>
internal sealed class DeviceModel(ApiContext api, LiveBook book, LivePicture picture, Viewer viewer) : PageModel
{
    public string Site { get; private set; } = "";

    public LiveDevice Now { get; private set; } = new("", "", "");

    public bool IsStale { get; private set; }

    public IReadOnlyList<PastAlert> Events { get; private set; } = [];

    public ChartRange Range { get; private set; } = ChartRange.All[1];

    public IReadOnlyList<ChartPlace> Charts { get; private set; } = [];

    public static string Address(string site, string device) => $"/sites/{site}/devices/{Uri.EscapeDataString(device)}";

    public IActionResult OnGet(string site, string device, string? range) => Read(site, device, range) ? Page() : NotFound();

    public IActionResult OnGetNow(string site, string device) => Read(site, device, null) ? Partial("_DeviceNow", this) : NotFound();

    private bool Read(string site, string device, string? range)
    {
        if (!viewer.Scope.Allows(site) || book.Find(site)?.Device(device) is not { } now) return false;
        (Site, Now, IsStale) = (site, now, picture.Sites.GetValueOrDefault(site)?.IsStale == true);
        Events = PastAlert.Of(api, site, device, null, viewer.Now);
        Range = ChartRange.Of(range) ?? Range;
        var names = now.Kind switch { "olt" => ["onus", "answer", "load", "temperature"], "ont" => ["up", "answer"], _ => (string[])["sessions", "answer", "load", "temperature"] };
        Charts = [.. names.Select(name => new ChartPlace($"/api/v1/sites/{site}/history/{name}?device={Uri.EscapeDataString(device)}&range={Range.Word}", Title(name)))];
        return true;
    }

    private static Text.Word Title(string chart) => chart switch
    {
        "onus" => Text.OverviewText.Onus,
        "sessions" => Text.OverviewText.Sessions,
        "answer" => Text.OverviewText.ChartRtt,
        "load" => Text.OverviewText.ChartCpu,
        "temperature" => Text.OverviewText.ChartTemp,
        _ => Text.OverviewText.ChartUp,
    };
}
