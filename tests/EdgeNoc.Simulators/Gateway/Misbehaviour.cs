using System.Text;

namespace EdgeNoc.Simulators.Gateway;

/// <summary>Answers that are none, the same in every provider's place.</summary>
internal static class Misbehaviour
{
    /// <summary>Whether the message is taken for all that.</summary>
    public static bool Takes(GatewayBehaviour behaviour) => behaviour is GatewayBehaviour.CutAnswer or GatewayBehaviour.WrongJson or GatewayBehaviour.Endless;

    public static Task AnswerAsync(HttpContext context, GatewayBehaviour behaviour, CancellationToken ct) => behaviour switch
    {
        GatewayBehaviour.Hang => Task.Delay(Timeout.InfiniteTimeSpan, ct),
        GatewayBehaviour.ServerError => HtmlAsync(context, 500, "Server Error", ct),
        GatewayBehaviour.Html => HtmlAsync(context, 200, "Login", ct),
        GatewayBehaviour.TooManyRequests => TooManyAsync(context, ct),
        GatewayBehaviour.CutAnswer => CutAsync(context, ct),
        GatewayBehaviour.WrongJson => context.Response.WriteAsync("{\"hello\":[1,{\"world\":null}]}", ct),
        GatewayBehaviour.Endless => context.Response.WriteAsync(new string('x', 1 << 20), ct),
        GatewayBehaviour.Redirect => RedirectAsync(context),
        _ => Task.CompletedTask,
    };

    private static Task HtmlAsync(HttpContext context, int status, string title, CancellationToken ct)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=UTF-8";
        return context.Response.WriteAsync($"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\n", ct);
    }

    private static Task TooManyAsync(HttpContext context, CancellationToken ct)
    {
        context.Response.Headers.RetryAfter = "77";
        return HtmlAsync(context, 429, "Too Many Requests", ct);
    }

    private static async Task CutAsync(HttpContext context, CancellationToken ct)
    {
        context.Response.ContentLength = 1000;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("{\"status\":"), ct);
        await context.Response.Body.FlushAsync(ct);
        context.Abort();
    }

    private static Task RedirectAsync(HttpContext context)
    {
        context.Response.Redirect("/elsewhere", permanent: false, preserveMethod: true);
        return Task.CompletedTask;
    }
}
