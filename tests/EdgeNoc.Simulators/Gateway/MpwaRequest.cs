using System.Text.Json;

namespace EdgeNoc.Simulators.Gateway;

/// <summary>What a <c>/send-message</c> request says, whichever of the three forms it has: query, form or JSON.</summary>
internal sealed record MpwaRequest(string? ApiKey, string? Sender, string? Number, string? Message)
{
    public bool IsComplete => ApiKey is { Length: > 0 } && Sender is { Length: > 0 } && Number is { Length: > 0 } && Message is { Length: > 0 };

    public static async Task<MpwaRequest> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (HttpMethods.IsGet(request.Method)) return From(name => request.Query[name]);
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(ct);
            return From(name => form[name]);
        }

        try
        {
            using var json = await JsonDocument.ParseAsync(request.Body, cancellationToken: ct);
            return From(name => Text(json.RootElement, name));
        }
        catch (JsonException)
        {
            return From(_ => null);
        }
    }

    private static MpwaRequest From(Func<string, string?> read) => new(read("api_key"), read("sender"), read("number"), read("message"));

    // Numbers arrive as text or as a number: PHP does not mind.
    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;
}
