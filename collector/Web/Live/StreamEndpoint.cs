using System.Security.Claims;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Web.Live;

/// <summary><c>/overview</c>: the figures of all sites that the caller sees; <c>/stream</c>: the same, and every change from then on.</summary>
internal static class StreamEndpoint
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    public static void MapLive(this RouteGroupBuilder v1)
    {
        v1.MapGet("/overview", (LivePicture picture, ClaimsPrincipal user) => Results.Ok(new EntryList<SiteFigures>(picture.Of(Person.ScopeOf(user)))))
            .MindsSites().Gives<EntryList<SiteFigures>>("How all sites are, in numbers, the worst first");

        v1.MapGet("/stream", RunAsync).MindsSites().WithSummary("Server-sent events: picture with all figures, then site, incidents and panel with what changes")
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), ["text/event-stream"])).Refuses(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task RunAsync(HttpContext http, LiveHub hub, LivePicture picture, Standing standing, TimeProvider time, IHostApplicationLifetime life)
    {
        var scope = Person.ScopeOf(http.User);
        if (hub.Join(scope) is not { } viewer)
        {
            await Problems.Of(StatusCodes.Status503ServiceUnavailable, "Too many look already", $"{LiveHub.MaxViewers} streams are open", "close pages that nobody looks at").ExecuteAsync(http);
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        try
        {
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers["X-Accel-Buffering"] = "no";
            await http.Response.Body.WriteAsync(LiveFrames.Picture(picture.Of(scope)), end.Token);
            await http.Response.Body.FlushAsync(end.Token);
            await SendAsync(http, viewer, () => standing.Of(http.Request) is { } still && still.Scope.ToJson() == scope.ToJson(), time, end.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // Whoever looked is gone, or the collector stops.
        }
        finally
        {
            hub.Leave(viewer);
        }
    }

    private static async Task SendAsync(HttpContext http, LiveViewer viewer, Func<bool> mayStay, TimeProvider time, CancellationToken ct)
    {
        var events = viewer.Queue.Reader;
        var checkedAt = time.GetTimestamp();
        while (true)
        {
            using var beat = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var waiting = events.WaitToReadAsync(beat.Token).AsTask();
            var came = await Task.WhenAny(waiting, Task.Delay(Beat, time, beat.Token)) == waiting;
            if (came && !await waiting) return;
            if (!came)
            {
                await beat.CancelAsync();
                await http.Response.Body.WriteAsync(LiveFrames.Beat, ct);
            }

            while (events.TryRead(out var one)) await http.Response.Body.WriteAsync(one.Frame, ct);
            await http.Response.Body.FlushAsync(ct);
            if (time.GetElapsedTime(checkedAt) < Beat) continue;
            checkedAt = time.GetTimestamp();

            // Whoever was signed out, or sees other sites now, begins anew.
            if (!mayStay()) return;
        }
    }
}
