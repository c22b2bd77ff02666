using System.Net;
using System.Text.Json;
using EdgeNoc.Collector.Alerts;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace EdgeNoc.Tests.Api;

/// <summary>Whatever is sent, nothing fails inside and nothing of the inside is told.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int BodiesEach = 8;

    /// <summary>In bodies only: the server itself refuses addresses of more than 8 kB.</summary>
    private static readonly string Long = new('x', 5000);

    private static readonly string[] Keys =
    [
        "id", "name", "language", "time_zone", "role", "quiet", "is_vip", "addresses", "channel", "address", "matchers", "op", "value", "minutes", "starts", "ends", "comment", "steps", "to", "after_s",
        "active", "days", "from", "kind", "contact", "sites", "at", "members", "shift_s", "content", "title", "gateway", "labels", "startsAt", "endsAt", "annotations", "alertname", "position", "continue",
    ];

    private static readonly string[] Texts =
    [
        "", "budi", "site", "=", "=~", "(a+)+$", "2071-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "07:00", "Asia/Jakarta", "../../etc/passwd", "'; DROP TABLE alerts; --",
        "<script>", "a\nb\u0000c\u202E", "contact:budi", "{{#each alerts}}", "{{head}}", "problem", "en", "daily", "628111", "my-mpwa", "🔥🔥", "critical", "admin", Long,
    ];

    private static readonly string[] Raw = ["", "{", "[]", "null", "1e999", "{\"id\":\"\\ud800\"}", "{\"a\":1,\"a\":2}", "\"x\"", "\u0000", "{\"\\udfff\":1}", string.Concat(Enumerable.Repeat("[", 500)), "// x"];

    [Fact]
    public async Task No_endpoint_fails_whatever_body_and_whoever_sends_it()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var api = await ApiRig.StartAsync();
        await api.IncidentAsync();
        foreach (var endpoint in api.Endpoints)
        {
            foreach (var method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods)
            {
                foreach (var role in Enum.GetValues<Role>())
                {
                    for (var n = 0; n < BodiesEach; n++) await TryAsync(api, random, new HttpMethod(method), Paths.Of(endpoint) + Query(random, method), role);
                }
            }
        }

        Assert.Equal(HttpStatusCode.OK, (await SettledAsync(api, HttpMethod.Get, "/api/v1/incidents/1", Role.Viewer, null)).Status);
    }

    private static async Task TryAsync(ApiRig api, Random random, HttpMethod method, string path, Role role)
    {
        var body = method == HttpMethod.Get ? null : random.Next(5) == 0 ? Raw[random.Next(Raw.Length)] : JsonSerializer.Serialize(Value(random, path.StartsWith("/api/v2", StringComparison.Ordinal) ? -1 : 0));
        var answer = await SettledAsync(api, method, path, role, body);
        Assert.True((int)answer.Status < 500, $"{role}: {method} {path} answered {answer.Status} to {body}");
        foreach (var leak in (string[])["   at ", "Exception", "SELECT ", "SQLite", "/home/", ".cs:line", "hash"]) Assert.DoesNotContain(leak, answer.Body, StringComparison.Ordinal);
        Assert.True((int)answer.Status < 400 || answer.ContentType == "application/problem+json", $"{role}: {method} {path} answered {answer.Status} as {answer.ContentType} to {body}");
    }

    /// <summary>Waits where the limit says so.</summary>
    private static async Task<Answer> SettledAsync(ApiRig api, HttpMethod method, string path, Role role, string? body)
    {
        while (true)
        {
            var answer = await api.SendAsync(method, path, api.Token(role), body, ifMatch: method == HttpMethod.Put ? "*" : null);
            if (answer.Status != HttpStatusCode.TooManyRequests) return answer;
            await Task.Delay(answer.Headers.RetryAfter!.Delta!.Value);
        }
    }

    private static string Query(Random random, string method) => method != "GET" ? "" : $"?{string.Join('&', new[] { "site", "device", "kind", "severity", "state", "since", "cursor", "limit", "incident" }
        .Where(_ => random.Next(6) == 0).Select(name => $"{name}={Uri.EscapeDataString(random.Next(3) == 0 ? $"{random.NextInt64(-9, 1L << 40)}" : Texts[random.Next(Texts.Length - 1)])}"))}";

    private static object? Value(Random random, int depth) => (depth switch { < 0 => 8, 0 => 9, > 3 => random.Next(6), _ => random.Next(10) }) switch
    {
        0 => null,
        1 => random.Next(-5, 100_000),
        2 => random.NextDouble() * 1e300,
        3 => random.Next(2) == 0,
        4 or 5 or 6 => Texts[random.Next(Texts.Length)],
        7 or 8 => Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth < 0 ? 0 : depth + 1)).ToList(),
        _ => Enumerable.Range(0, random.Next(8)).Select(_ => Keys[random.Next(Keys.Length)]).Distinct().ToDictionary(key => key, _ => Value(random, depth + 1)),
    };
}
