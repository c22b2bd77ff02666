using EdgeNoc.Agent.Cabinet.Page.Onus;
using EdgeNoc.Agent.Cabinet.Page.Work;
using EdgeNoc.Agent.Devices;
using Microsoft.AspNetCore.Http;

namespace EdgeNoc.Agent.Cabinet.Page.Http;

/// <summary>What somebody with the PIN can do.</summary>
internal sealed class PageActions(PageSite site, CheckRun? check, TimeProvider time)
{
    /// <summary>A phone waits no longer for a slow box.</summary>
    private static readonly TimeSpan PollPatience = TimeSpan.FromSeconds(90);

    public Task FindAsync(HttpContext context) =>
        Answers.JsonAsync(context, OnuSearch.Find(site.Onus.All(), context.Request.Query["q"].ToString()), PageJson.Default.OnuList);

    public async Task PollAsync(HttpContext context, PollRequest request)
    {
        if (request.Device is not { } id || site.Config.Find(id) is not { } device)
        {
            await Answers.FailAsync(context, StatusCodes.Status404NotFound, "no_such_device").ConfigureAwait(false);
            return;
        }

        using var patience = new CancellationTokenSource(PollPatience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, patience.Token);
        try
        {
            var polled = await site.Poll(device.Id, limit.Token).ConfigureAwait(false);
            if (polled?.Result is PollResult.Read { Reading: var reading })
            {
                // Not from the book: there it comes a moment later.
                var onu = reading.Onus.FirstOrDefault(onu => onu.Entity == request.Entity) is { } read ? site.Onus.Seen(device.Id, read, time.GetUtcNow()) : null;
                await Answers.JsonAsync(context, new OnuPolled(Math.Round(polled.Took.TotalMilliseconds), onu), PageJson.Default.OnuPolled).ConfigureAwait(false);
            }
            else
            {
                var error = (polled?.Result as PollResult.Failed)?.Error;
                await Answers.FailAsync(context, StatusCodes.Status502BadGateway, error?.Word ?? "failed", detail: error is null ? null : $"{error.Detail}: {error.Remedy}").ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            await Answers.FailAsync(context, StatusCodes.Status504GatewayTimeout, "timeout").ConfigureAwait(false);
        }
    }

    public Task MaintenanceAsync(HttpContext context, MaintenanceRequest request) =>
        TellAsync(context, request.Minutes == 0 ? site.Work.EndMaintenance() : site.Work.BeginMaintenance(Length(request.Minutes), request.Comment));

    public Task PauseAsync(HttpContext context, PauseRequest request)
    {
        // Only entries as the page shows them: a group's single members have no polling of their own.
        if (site.Config.Devices.FirstOrDefault(known => known.Id == request.Device) is not { } device) return TellAsync(context, WorkResult.NoSuchDevice);
        return TellAsync(context, request.Minutes == 0 ? site.Work.Resume(device.Id) : site.Work.Pause(device.Id, Length(request.Minutes)));
    }

    public Task CheckAsync(HttpContext context)
    {
        if (check is null) return Answers.FailAsync(context, StatusCodes.Status404NotFound, "bad_request");
        var wait = check.Begin();
        return wait > TimeSpan.Zero ? Answers.FailAsync(context, StatusCodes.Status429TooManyRequests, "check_rests", wait) : Answers.DoneAsync(context);
    }

    public Task ShowConfigAsync(HttpContext context) => site.LocalConfig is { } local
        ? Answers.JsonAsync(context, new ConfigText(local.Read()), PageJson.Default.ConfigText)
        : Answers.FailAsync(context, StatusCodes.Status409Conflict, "by_hand");

    public Task ApplyConfigAsync(HttpContext context, ConfigText request)
    {
        if (site.LocalConfig is not { } local) return Answers.FailAsync(context, StatusCodes.Status409Conflict, "by_hand");
        return request.Config is { Length: > 0 } config
            ? Answers.JsonAsync(context, new ConfigJudged(local.Apply(config)), PageJson.Default.ConfigJudged)
            : Answers.FailAsync(context, StatusCodes.Status400BadRequest, "bad_request");
    }

    // Bounded before it is a time: a number of a request may be any.
    private static TimeSpan Length(int minutes) => TimeSpan.FromMinutes(Math.Clamp(minutes, 0, 100_000));

    private static Task TellAsync(HttpContext context, WorkResult result) => result switch
    {
        WorkResult.Done => Answers.DoneAsync(context),
        WorkResult.Stands => Answers.FailAsync(context, StatusCodes.Status409Conflict, "stands"),
        WorkResult.Nothing => Answers.FailAsync(context, StatusCodes.Status409Conflict, "nothing"),
        WorkResult.NoSuchDevice => Answers.FailAsync(context, StatusCodes.Status404NotFound, "no_such_device"),
        WorkResult.BadLength => Answers.FailAsync(context, StatusCodes.Status400BadRequest, "bad_length"),
        _ => Answers.FailAsync(context, StatusCodes.Status503ServiceUnavailable, "not_stored"),
    };
}
