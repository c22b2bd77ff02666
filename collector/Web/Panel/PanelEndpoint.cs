using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Web.Live;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Web.Panel;

/// <summary><c>/sites/{id}/panel</c>: what the cabinet's door shows.</summary>
internal static class PanelEndpoint
{
    public static void MapPanel(this RouteGroupBuilder v1) => v1.MapGet("/sites/{id}/panel", (PanelBook book, LivePicture picture, Viewer viewer, string id) =>
        PanelView.Of(id, book, picture, viewer) is { } view ? Results.Ok(view) : Problems.NotFound($"panel of site {ConfigSection.Quoted(id)}", "/api/v1/sites"))
        .Gives<PanelView>("What the lamps and the buzzer of the site's cabinet show").Refuses(404);
}
