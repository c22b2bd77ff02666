using System.Text.Json;
using EdgeNoc.Collector.Probes;

namespace EdgeNoc.Collector.Commands;

/// <summary>
/// Broker and database as the running collector sees them: where the broker binds client ids to user names, a second connection would throw it off.
/// </summary>
internal static class RunningCollector
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Its parts by name; null when no collector runs at <paramref name="listen"/>.</summary>
    public static async Task<IReadOnlyList<(string Name, Health Health)>?> AskAsync(Uri listen, CancellationToken ct)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { Timeout = Patience, MaxResponseContentBufferSize = 64 << 10 };
        try
        {
            using var answer = await http.GetAsync(new Uri(listen, "/healthz"), ct);
            return Read(await answer.Content.ReadAsStringAsync(ct));
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // To connect now might throw off a collector that is only slow.
            return [("collector", new Health(Healthy: false, $"it does not say how it does within {Patience.TotalSeconds:0} s; look into its log, the watchdog restarts it if it hangs"))];
        }
    }

    /// <summary>Reads what <c>/healthz</c> says; null when it is not a collector that speaks.</summary>
    internal static IReadOnlyList<(string Name, Health Health)>? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
            var parts = new List<(string Name, Health Health)>();
            foreach (var part in document.RootElement.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Object))
            {
                if (!part.Value.TryGetProperty("healthy", out var healthy) || healthy.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return null;
                if (!part.Value.TryGetProperty("detail", out var detail) || detail.ValueKind != JsonValueKind.String) return null;
                parts.Add((part.Name, new Health(healthy.GetBoolean(), detail.GetString()!)));
            }

            return parts.Exists(part => part.Name == "broker") && parts.Exists(part => part.Name == "database") ? parts : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
