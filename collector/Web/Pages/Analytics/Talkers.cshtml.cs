using EdgeNoc.Collector.Web.Talkers;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Collector.Web.Traffic;
using EdgeNoc.Common.Events;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EdgeNoc.Collector.Web.Pages.Analytics;

/// <summary>Who carried most in the last hour, day or month.</summary>
internal sealed class TalkersModel(TalkerReader reader, Viewer viewer) : PageModel
{
    public string? Site { get; private set; }

    public TopTalkers Found { get; private set; } = null!;

    public async Task OnGetAsync(string? what, string? stretch, string? site)
    {
        Site = PageQuery.Text(site) is { } wanted && Topics.IsSiteId(wanted) ? wanted : null;
        Found = await reader.ReadAsync(
            PageQuery.Choice(what, TalkerReader.Kinds) ?? TalkerReader.Kinds[0], TalkerStretch.Of(stretch) ?? TalkerStretch.All[1], viewer.Scope, Site, viewer.Say(OverviewText.ChartDown), HttpContext.RequestAborted);
    }

    /// <summary>Where more of it is to be seen.</summary>
    public string Address(Talker one) => Found.What switch
    {
        "interfaces" => InterfaceModel.Address(new LiveInterface(one.Site, one.Device, one.Name, isPon: false)),
        "pons" => InterfaceModel.Address(new LiveInterface(one.Site, one.Device, one.Name, isPon: true)),
        "queues" => $"/lists/queues?{PageQuery.Of(("site", one.Site), ("name", one.Name))}",
        _ => $"/find?{PageQuery.Of(("q", one.Name))}",
    };
}
