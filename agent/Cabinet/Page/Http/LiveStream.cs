using System.Text;
using System.Text.Json;
using EdgeNoc.Agent.Cabinet.Page.View;
using Microsoft.AspNetCore.Http;

namespace EdgeNoc.Agent.Cabinet.Page.Http;

/// <summary>Server-sent events: <c>state</c> with all that is shown, at once and whenever it changed, and <c>now</c> with the agent's time.</summary>
internal sealed class LiveStream(Func<bool, SiteView> view, TimeProvider time, CancellationToken stopping)
{
    /// <summary>A phone keeps one open; more than these at once are no technicians.</summary>
    private const int MaxViewers = 16;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Lets the page know that it is still heard, and the server that the phone is gone.</summary>
    private const int BeatEvery = 5;

    private int _viewers;

    /// <param name="context">The request.</param>
    /// <param name="isOpen">Whether its session is open, asked again each time: what was unlocked locks itself.</param>
    public async Task RunAsync(HttpContext context, Func<bool> isOpen)
    {
        if (Interlocked.Increment(ref _viewers) > MaxViewers)
        {
            Interlocked.Decrement(ref _viewers);
            await Answers.FailAsync(context, StatusCodes.Status503ServiceUnavailable, "too_many", Interval).ConfigureAwait(false);
            return;
        }

        try
        {
            context.Response.ContentType = "text/event-stream";
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            await SendAllAsync(context.Response, isOpen, end.Token).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _viewers);
        }
    }

    private async Task SendAllAsync(HttpResponse response, Func<bool> isOpen, CancellationToken end)
    {
        using var ticks = new PeriodicTimer(Interval, time);
        byte[]? sent = null;
        for (var tick = 0; !end.IsCancellationRequested; tick++)
        {
            var state = JsonSerializer.SerializeToUtf8Bytes(view(isOpen()), PageJson.Default.SiteView);
            if (tick % BeatEvery == 0) await SendAsync(response, "now", Encoding.UTF8.GetBytes($"{time.GetUtcNow().ToUnixTimeMilliseconds()}"), end).ConfigureAwait(false);
            if (sent is null || !state.AsSpan().SequenceEqual(sent)) await SendAsync(response, "state", sent = state, end).ConfigureAwait(false);
            await response.Body.FlushAsync(end).ConfigureAwait(false);
            await ticks.WaitForNextTickAsync(end).ConfigureAwait(false);
        }
    }

    // JSON has no line ends of its own, so that one line is all of it.
    private static async Task SendAsync(HttpResponse response, string name, byte[] data, CancellationToken end)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes($"event: {name}\ndata: "), end).ConfigureAwait(false);
        await response.Body.WriteAsync(data, end).ConfigureAwait(false);
        await response.Body.WriteAsync("\n\n"u8.ToArray(), end).ConfigureAwait(false);
    }
}
