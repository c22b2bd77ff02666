using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Http;

/// <summary>What a request's body gave: a value, or the answer that says why there is none.</summary>
internal sealed record BodyRead<T>(T? Value, IResult? Refused)
    where T : class;

/// <summary>Reads bodies: JSON objects of at most 256 kB, every key of which is known.</summary>
internal static class JsonBody
{
    public const int MaxBytes = 256 << 10;

    public static async Task<BodyRead<T>> ReadAsync<T>(HttpRequest request, Func<ConfigSection, T> read)
        where T : class
    {
        var (bytes, refused) = await BytesAsync(request);
        return bytes is null ? new(null, refused) : Parse(bytes, read);
    }

    /// <summary>The same of bytes that are read already.</summary>
    public static BodyRead<T> Parse<T>(byte[] bytes, Func<ConfigSection, T> read)
        where T : class
    {
        try
        {
            var load = ConfigFile.Parse(bytes, "body", (root, _) => read(root));

            // The whole body is one entry: both its reader and the file's complain of keys that nobody knows.
            return load.Config is { } value ? new(value, null) : new(null, Problems.Invalid([.. load.Errors.Select(ApiError.Of).Distinct()]));
        }
        catch (InvalidOperationException)
        {
            // JSON can write half a surrogate pair, and bytes that are no UTF-8; neither can be read as a text.
            return new(null, Problems.Invalid("", "a text in it is no Unicode", "send UTF-8, and no half of a surrogate pair"));
        }
    }

    /// <summary>The body's bytes; null with the answer when it is of another kind or too large.</summary>
    public static async Task<(byte[]? Bytes, IResult? Refused)> BytesAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            return (null, Problems.Of(
                StatusCodes.Status415UnsupportedMediaType, "The body must be JSON", "the request has no body of the type application/json", "send the header \"Content-Type: application/json\" and a JSON body"));
        }

        try
        {
            if (await BoundedAsync(request) is { } bytes) return (bytes, null);
            return (null, Problems.Of(StatusCodes.Status413PayloadTooLarge, "The body is too large", $"at most {MaxBytes >> 10} kB are taken", "send less at a time"));
        }
        catch (BadHttpRequestException exception)
        {
            return (null, Problems.Of(exception.StatusCode, "The request cannot be read", "its body ended early or is no HTTP", "send it again"));
        }
    }

    private static async Task<byte[]?> BoundedAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxBytes) return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 << 10];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            if (body.Length + read > MaxBytes) return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
