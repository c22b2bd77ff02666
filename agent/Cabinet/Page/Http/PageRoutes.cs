using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeNoc.Agent.Cabinet.Page.Pin;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EdgeNoc.Agent.Cabinet.Page.Http;

/// <summary>Which path does what, and which need the PIN.</summary>
internal sealed class PageRoutes(PageActions actions, PinDoor door, LiveStream live, string siteLanguage)
{
    /// <summary>Of the session; ports share cookies, hence the name.</summary>
    private const string Cookie = "edgenoc_page";

    /// <summary>Ten thousand ping targets are 1 MB.</summary>
    private const long LargestConfig = 2 << 20;

    public Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var isGet = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!isGet && !HttpMethods.IsPost(context.Request.Method)) return Answers.FailAsync(context, StatusCodes.Status405MethodNotAllowed, "bad_request");
        return isGet ? GetAsync(context, path) : PostAsync(context, path);
    }

    private Task GetAsync(HttpContext context, string path)
    {
        if (path is "/" or "/index.html") return IndexAsync(context);
        if (Assets.All.TryGetValue(path, out var asset)) return Answers.BytesAsync(context, asset.ContentType, asset.Bytes);
        return path switch
        {
            "/live" => live.RunAsync(context, () => IsOpen(context, isUse: false)),
            "/onus" => WithPinAsync(context, () => actions.FindAsync(context)),
            "/config" => WithPinAsync(context, () => actions.ShowConfigAsync(context)),
            _ => Answers.FailAsync(context, StatusCodes.Status404NotFound, "bad_request"),
        };
    }

    private Task PostAsync(HttpContext context, string path) => path switch
    {
        "/pin" => WithBodyAsync(context, PageJson.Default.PinRequest, request => UnlockAsync(context, request)),
        "/held" => HeldAsync(context),
        "/lock" => LockAsync(context),
        "/poll" => ActAsync(context, PageJson.Default.PollRequest, actions.PollAsync),
        "/maintenance" => ActAsync(context, PageJson.Default.MaintenanceRequest, actions.MaintenanceAsync),
        "/pause" => ActAsync(context, PageJson.Default.PauseRequest, actions.PauseAsync),
        "/config" => WithPinAsync(context, () => WithLargeBodyAsync(context, PageJson.Default.ConfigText, request => actions.ApplyConfigAsync(context, request))),
        "/check" => WithPinAsync(context, () => actions.CheckAsync(context)),
        _ => Answers.FailAsync(context, StatusCodes.Status404NotFound, "bad_request"),
    };

    private Task IndexAsync(HttpContext context)
    {
        var language = LanguageChoice.Of(context.Request.Headers.AcceptLanguage, siteLanguage);
        context.Response.Headers.ContentLanguage = language;
        context.Response.Headers.Vary = "Accept-Language";
        return Answers.BytesAsync(context, "text/html; charset=utf-8", Assets.Index(language));
    }

    private async Task UnlockAsync(HttpContext context, PinRequest request)
    {
        switch (await door.TryAsync(request.Pin, context.RequestAborted).ConfigureAwait(false))
        {
            case PinAnswer.Right right:
                await EnterAsync(context, right.Token).ConfigureAwait(false);
                break;
            case PinAnswer.Wrong wrong:
                await Answers.FailAsync(context, StatusCodes.Status403Forbidden, "wrong_pin", wrong.Wait > TimeSpan.Zero ? wrong.Wait : null).ConfigureAwait(false);
                break;
            case PinAnswer.TooEarly early:
                await Answers.FailAsync(context, StatusCodes.Status429TooManyRequests, "too_early", early.Wait).ConfigureAwait(false);
                break;
            case PinAnswer.NotSet notSet:
                await Answers.FailAsync(context, StatusCodes.Status409Conflict, "no_pin", detail: $"{notSet.Problem}; make it with: edgenoc-agent cabinet pin FILE").ConfigureAwait(false);
                break;
        }
    }

    private Task HeldAsync(HttpContext context) => door.TryHeld() is { } token ? EnterAsync(context, token) : Answers.FailAsync(context, StatusCodes.Status403Forbidden, "not_held");

    private static Task EnterAsync(HttpContext context, string token)
    {
        context.Response.Headers.SetCookie = $"{Cookie}={token}; Path=/; HttpOnly; SameSite=Strict";
        return Answers.DoneAsync(context);
    }

    private Task LockAsync(HttpContext context)
    {
        door.Close(context.Request.Cookies[Cookie]);
        context.Response.Headers.SetCookie = $"{Cookie}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0";
        return Answers.DoneAsync(context);
    }

    private bool IsOpen(HttpContext context, bool isUse) => door.IsOpen(context.Request.Cookies[Cookie], isUse);

    private Task WithPinAsync(HttpContext context, Func<Task> act) => IsOpen(context, isUse: true) ? act() : Answers.FailAsync(context, StatusCodes.Status401Unauthorized, "locked");

    private Task ActAsync<T>(HttpContext context, JsonTypeInfo<T> type, Func<HttpContext, T, Task> act)
        where T : class => WithPinAsync(context, () => WithBodyAsync(context, type, request => act(context, request)));

    /// <summary>Only for who is inside: everybody else's bodies end early.</summary>
    private static Task WithLargeBodyAsync<T>(HttpContext context, JsonTypeInfo<T> type, Func<T, Task> act)
        where T : class
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LargestConfig;
        return WithBodyAsync(context, type, act);
    }

    private static async Task WithBodyAsync<T>(HttpContext context, JsonTypeInfo<T> type, Func<T, Task> act)
        where T : class
    {
        T? request;
        try
        {
            request = await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            request = null;
        }

        await (request is null ? Answers.FailAsync(context, StatusCodes.Status400BadRequest, "bad_request") : act(request)).ConfigureAwait(false);
    }
}
