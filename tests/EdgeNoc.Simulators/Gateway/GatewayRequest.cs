using System.Text;
using System.Text.Json;
using System.Web;

namespace EdgeNoc.Simulators.Gateway;

/// <summary>A request, read whole.</summary>
internal sealed record GatewayRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    private const int MaxBody = 1 << 20;

    public static async Task<GatewayRequest> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        if (body.Length > MaxBody) throw new IOException("too long");
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new GatewayRequest(request.Method, request.Path, request.QueryString.Value ?? "", headers, Encoding.UTF8.GetString(body.ToArray()));
    }

    /// <summary>The last part of the path.</summary>
    public string Last => Path[(Path.LastIndexOf('/') + 1)..];

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string? Form(string name) => HttpUtility.ParseQueryString(Body)[name];

    /// <summary>A text or number at a place in the JSON body, <c>text.body</c>; null when there is none.</summary>
    public string? Json(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(Body);
            var element = document.RootElement;
            foreach (var key in path.Split('.'))
            {
                if (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0) element = element[0];
                if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(key, out element)) return null;
            }

            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number => element.GetRawText(),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
