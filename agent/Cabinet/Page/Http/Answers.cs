using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace EdgeNoc.Agent.Cabinet.Page.Http;

/// <summary>How the page's server answers.</summary>
internal static class Answers
{
    public static Task BytesAsync(HttpContext context, string contentType, byte[] bytes)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    public static Task JsonAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) => BytesAsync(context, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, type));

    public static Task DoneAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>An error with a word that the page's script translates.</summary>
    public static Task FailAsync(HttpContext context, int status, string error, TimeSpan? retryAfter = null, string? detail = null)
    {
        context.Response.StatusCode = status;
        var seconds = retryAfter is { } wait ? (int)Math.Ceiling(wait.TotalSeconds) : (int?)null;
        if (seconds is { } s) context.Response.Headers.RetryAfter = s.ToString(CultureInfo.InvariantCulture);
        return JsonAsync(context, new PageFault(error) { RetryAfterS = seconds, Detail = detail }, PageJson.Default.PageFault);
    }

    /// <summary>For a request that is none of this page's, in words for whoever looks: a browser shows them as they are.</summary>
    public static Task RefuseAsync(HttpContext context, Verdict verdict)
    {
        var (status, text) = verdict switch
        {
            Verdict.WrongHost => (StatusCodes.Status421MisdirectedRequest, "This is not the name of the cabinet's page. Open the address on the cabinet's sticker (cabinet.page.listen and cabinet.page.name in the agent's config).\n"),
            Verdict.WrongOrigin => (StatusCodes.Status403Forbidden, "Only the cabinet's own page may ask this. Open the address on the cabinet's sticker.\n"),
            _ => (StatusCodes.Status415UnsupportedMediaType, "Actions are sent as application/json.\n"),
        };
        context.Response.StatusCode = status;
        return BytesAsync(context, "text/plain; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(text));
    }
}
