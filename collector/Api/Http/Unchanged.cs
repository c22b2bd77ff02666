using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace EdgeNoc.Collector.Api.Http;

/// <summary>Says of an endpoint that its ETag is the edition of what people change, and that it shows more than that, which moves on: who has that edition may not have the rest.</summary>
internal sealed class MovesOn;

/// <summary>
/// Gives every answer an ETag, and 304 to who has it already: whoever asks each second is sent what changed. Where a resource says an edition
/// (which <c>If-Match</c> wants), that is the ETag; else it is made of the answer itself.
/// </summary>
internal sealed class Unchanged(IOptions<JsonOptions> json) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var http = context.HttpContext;
        if (!HttpMethods.IsGet(http.Request.Method) || result is not IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK } || result is not IValueHttpResult { Value: { } value }) return result;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, json.Value.SerializerOptions.GetTypeInfo(value.GetType()));
        var tag = http.Response.Headers.ETag.ToString();
        var isKnown = tag.Length == 0 || http.GetEndpoint()?.Metadata.GetMetadata<MovesOn>() is null;
        if (tag.Length == 0) http.Response.Headers.ETag = tag = Edition.Weak(bytes);
        return isKnown && Edition.IsNamed(http.Request.Headers.IfNoneMatch.ToString(), tag)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(bytes, "application/json; charset=utf-8");
    }
}
