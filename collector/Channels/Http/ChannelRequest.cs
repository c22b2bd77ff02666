using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeNoc.Collector.Channels.Http;

/// <summary>A request as bytes: what tests compare with what a provider's page says.</summary>
/// <param name="Body">Null: none.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Headers">Printable ASCII only: see <see cref="IsHeaderValue"/>.</param>
internal sealed record ChannelRequest(HttpMethod Method, Uri Url, byte[]? Body, string? ContentType, params IReadOnlyList<(string Name, string Value)> Headers)
{
    // Readable where it can be: it is never put into a page.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ChannelRequest Json(Uri url, JsonObject body, params IReadOnlyList<(string Name, string Value)> headers) =>
        new(HttpMethod.Post, url, Encoding.UTF8.GetBytes(body.ToJsonString(Readable)), "application/json; charset=utf-8", headers);

    public static ChannelRequest Form(Uri url, IReadOnlyList<(string Name, string Value)> fields, params IReadOnlyList<(string Name, string Value)> headers) =>
        new(HttpMethod.Post, url, Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"))),
            "application/x-www-form-urlencoded", headers);

    public static ChannelRequest Get(Uri url, params IReadOnlyList<(string Name, string Value)> headers) => new(HttpMethod.Get, url, null, null, headers);

    /// <summary>A path below an address that may have one itself, as behind a proxy.</summary>
    public static Uri At(Uri api, string path) => new(api.GetLeftPart(UriPartial.Path).TrimEnd('/') + path);

    /// <summary>Whether a header can carry a text: a line break would begin another header.</summary>
    public static bool IsHeaderValue(string text) => text.All(c => c is >= ' ' and <= '~');

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(Method, Url);
        if (Body is not null)
        {
            // An array has a length: sent in chunks, some of the small PHP servers see an empty body.
            message.Content = new ByteArrayContent(Body);
            if (ContentType is not null) message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        }

        foreach (var (name, value) in Headers) message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }
}
