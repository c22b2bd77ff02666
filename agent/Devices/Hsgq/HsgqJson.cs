using System.Globalization;
using System.Text.Json;

namespace EdgeNoc.Agent.Devices.Hsgq;

/// <summary>An answer of the API: <c>{"code":1,"message":"success","data":…}</c>. Numbers come as numbers or as texts with their unit.</summary>
internal static class HsgqJson
{
    private const int MaxObjects = 20_000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowTrailingCommas = true };

    /// <summary>The objects below <c>data</c>, each as texts by key; with the error when the answer is none.</summary>
    public static (IReadOnlyList<IReadOnlyDictionary<string, string>> Objects, PollError? Error) Read(ReadOnlyMemory<byte> answer)
    {
        try
        {
            if (answer.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) answer = answer[3..];
            using var document = JsonDocument.Parse(answer, Options);
            var root = document.RootElement;
            if (Refusal(root) is { } refusal) return ([], refusal);
            var objects = new List<IReadOnlyDictionary<string, string>>();
            Collect(root.ValueKind == JsonValueKind.Object && root.TryGetProperty("data", out var data) ? data : root, objects, depth: 0);
            return (objects, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return ([], HsgqErrors.NoJson(answer.Length));
        }
    }

    /// <summary>The answer's own word for what went wrong; null when it says success or nothing.</summary>
    private static PollError? Refusal(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return null;
        var message = root.TryGetProperty("message", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
        if (message.Contains("Token", StringComparison.OrdinalIgnoreCase)) return HsgqErrors.TokenRefused;
        var failed = root.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number) && number != 1 && number != 0 && number != 200;
        return failed && !root.TryGetProperty("data", out _) ? HsgqErrors.Refused(message) : null;
    }

    private static void Collect(JsonElement element, List<IReadOnlyDictionary<string, string>> objects, int depth)
    {
        if (objects.Count >= MaxObjects || depth > 6) return;
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray()) Collect(item, objects, depth + 1);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            var own = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var property in element.EnumerateObject())
            {
                if (property.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object) Collect(property.Value, objects, depth + 1);
                else if (Text(property.Value) is { Length: <= 256 } text) own.TryAdd(property.Name, text);
            }

            if (own.Count > 0) objects.Add(own);
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetDouble(out var number) && double.IsFinite(number) ? number.ToString("0.########", CultureInfo.InvariantCulture) : null,
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        _ => null,
    };
}
