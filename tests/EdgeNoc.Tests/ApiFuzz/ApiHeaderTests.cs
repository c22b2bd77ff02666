using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace EdgeNoc.Tests.ApiFuzz;

/// <summary>What is done with methods, headers, cookies and addresses rather than with bodies.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(FuzzOffice))]
public sealed class ApiHeaderTests(FuzzOffice office)
{
    private static readonly ApiKey Nobody = new([]);
    private readonly Persona _admin = office.People[^1];

    private ApiKey Token => _admin.Keys[1];

    private ApiKey Cookie => _admin.Keys[0];

    [Theory]
    [InlineData("TRACE")]
    [InlineData("OPTIONS")]
    [InlineData("PATCH")]
    [InlineData("PROPFIND")]
    [InlineData("DEBUG")]
    public async Task A_method_that_an_address_does_not_know_does_nothing_and_echoes_nothing(string method)
    {
        foreach (var (n, path) in office.Document.Operations.Select(operation => RequestMaker.Good(operation)?.Path ?? operation.Path).Distinct().Where((_, n) => n % 5 == method.Length % 5).Index())
        {
            var answer = await office.Client.SendAsync(method, path, _admin.Keys[1 + (n % (_admin.Keys.Count - 1))], headers: ("X-Echo", "echo-7"));
            Assert.True(answer.Status is 405 or 404, $"{method} {path} answered {answer.Status}");
            Assert.Equal("application/problem+json", answer.Type);
            Assert.DoesNotContain("echo-7", answer.Headers + answer.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("Access-Control-Allow", answer.Headers, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_method_within_a_header_or_the_address_counts_for_nothing()
    {
        await office.SureAsync(HttpMethod.Put, "/api/v1/contacts/contact-2", """{"name":"Contact 2","language":"en","time_zone":"UTC"}""");
        foreach (var name in new[] { "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method" })
        {
            Assert.Equal(200, (await office.Client.SendAsync("GET", "/api/v1/contacts/contact-2?_method=DELETE", Token, headers: (name, "DELETE"))).Status);
            Assert.Equal(405, (await office.Client.SendAsync("POST", "/api/v1/contacts/contact-2?_method=DELETE", Token, "{}", "application/json", (name, "DELETE"))).Status);
        }

        Assert.Equal(200, (await office.Client.SendAsync("GET", "/api/v1/contacts/contact-2", Token)).Status);
    }

    [Fact]
    public async Task A_host_or_a_way_that_is_made_up_is_not_believed()
    {
        foreach (var path in new[] { "/", "/sign-in", "/api/v1/sites", "/openapi/v1.json", "/nothing", "/onus" })
        {
            foreach (var key in new[] { Nobody, Cookie })
            {
                var answer = await office.Client.SendAsync("GET", path, key, headers: [
                    ("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "127.0.0.1"), ("Forwarded", "host=evil.example"), ("X-Original-URL", "/people"), ("X-Rewrite-URL", "/people"),
                    ("Origin", "https://evil.example"), ("Referer", "https://evil.example/")]);
                Assert.True(answer.Status < 500);
                Assert.DoesNotContain("evil.example", answer.Headers + answer.Body, StringComparison.Ordinal);
                Assert.DoesNotContain("Access-Control-Allow", answer.Headers, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task A_browser_changes_nothing_without_the_mark_of_its_own_session()
    {
        var cookie = Cookie.Headers.Single(header => header.Name == "Cookie");
        var others = (await office.CookieAsync("nia")).Headers.Single(header => header.Name == "X-EdgeNoc-Mark").Value;
        var before = office.State.Read();
        foreach (var operation in office.Document.Operations.Where(operation => operation.IsChange && operation.Path.StartsWith("/api/v1/", StringComparison.Ordinal)))
        {
            foreach (var mark in new[] { null, "", "CfDJ8forged", others })
            {
                var good = RequestMaker.Good(operation) ?? new FuzzRequest(operation, operation.Path.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal), "{}", "application/json", null, false);
                var answer = await office.Client.SendAsync(operation.Method, good.Path, new ApiKey(mark is null ? [cookie] : [cookie, ("X-EdgeNoc-Mark", mark)]), good.Body, good.Type, ("If-Match", "*"));
                if (answer.Status == 429) await Task.Delay(TimeSpan.FromSeconds(1));
                else Assert.True(answer.Status is 400 or 415, $"{operation} answered {answer.Status} to the mark {mark}");
            }
        }

        Assert.Equal([], office.State.Read().Except(before).Where(change => change.Table is not ("silences" or "incidents")));
        Assert.Equal(200, (await office.Client.SendAsync("POST", "/api/v1/templates/preview", Cookie, Samples.Bodies["POST /api/v1/templates/preview"], "application/json")).Status);
    }

    [Fact]
    public async Task Who_tries_tokens_waits_and_only_he()
    {
        // An address of its own, so that the others of this office do not wait with it.
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, ct) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.77"), 0));
                await socket.ConnectAsync(context.DnsEndPoint, ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        var statuses = new List<(int Status, TimeSpan? Wait)>();
        foreach (var token in (string[])["x", "edgenoc.t1.x", "edgenoc.t1", "edgenoc..", "", new('y', 7000), "edgenoc.t1.%00", "a.b.c.d", "' OR 1=1--", "edgenoc.t2.AAAA", "edgenoc.t3.AAAA", "edgenoc.t4.AAAA"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(office.Rig.Address, "/api/v1/sites"));
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            using var answer = await http.SendAsync(request);
            statuses.Add(((int)answer.StatusCode, answer.Headers.RetryAfter?.Delta));
        }

        Assert.All(statuses.Take(10), one => Assert.Equal(401, one.Status));
        Assert.Equal(429, statuses[^1].Status);
        Assert.InRange(statuses[^1].Wait!.Value.TotalSeconds, 1, 60);
        Assert.Equal(200, (await office.Client.SendAsync("GET", "/api/v1/sites", Token)).Status);
    }

    [Theory]
    [InlineData("/assets/")]
    [InlineData("/assets/x/")]
    [InlineData("/updates/packages/")]
    [InlineData("/hooks/wa/")]
    [InlineData("/api/v1/sites/alfa-01/")]
    [InlineData("/")]
    public async Task No_way_leads_to_files_of_the_machine(string from)
    {
        foreach (var way in new[]
        {
            "../../../../../../etc/passwd", "..%2f..%2f..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "..%5c..%5cetc%5cpasswd", "%252e%252e%252fetc%252fpasswd", "....//....//etc/passwd", "/etc/passwd",
            "%c0%ae%c0%ae/etc/passwd", "collector.json", "..%2fstate%2fcollector.db", "../collector.json", "signing.key", "%2e%2e%2fstate%2fsigning.key", "console-keys/", "EdgeNoc.Collector.dll", "appsettings.json", ".git/config",
        })
        {
            var answer = await office.Client.SendAsync("GET", from + way, Token);
            Assert.True(answer.Status is 404 or 400 or 405 or 403 or 302, $"{from}{way} answered {answer.Status}: {answer.Body[..Math.Min(100, answer.Body.Length)]}");
            foreach (var inside in (string[])["root:", "SQLite format", "state_dir", "PRIVATE KEY", office.Rig.Collector.Folder]) Assert.DoesNotContain(inside, answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_gateways_call_that_is_forged_does_nothing_and_a_true_one_counts_once()
    {
        const string Ack = """{"from":"628111222337","message":"status"}""";
        foreach (var path in new[] { "/hooks/wa", "/hooks/wa/", "/hooks/wa/wrong-secret-0123456789", $"/hooks/wa/{FuzzOffice.PathSecret}x", $"/hooks/wa/{FuzzOffice.PathSecret.ToUpperInvariant()}", "/hooks/nobody/x", $"/hooks/meta/{FuzzOffice.PathSecret}", $"/hooks/waha/{FuzzOffice.PathSecret}" })
        {
            var answer = await office.Client.SendAsync("POST", path, Nobody, Ack, "application/json");
            Assert.True(answer.Status == 403 && answer.Body.Length == 0, $"{path} answered {answer.Status}: {answer.Body}");
        }

        foreach (var body in (string[])["", "{", "[]", "null", "\0", "{\"from\":null}", "{\"from\":{},\"message\":[]}", "{\"from\":\"628111222337\",\"message\":\"\\ud800\"}", "a=b", string.Concat(Enumerable.Repeat("[", 5_000))])
            Assert.True((await office.Client.SendAsync("POST", $"/hooks/wa/{FuzzOffice.PathSecret}", Nobody, body, "application/json")).Status is 200 or 400 or 403, body);
        Assert.Equal(413, (await office.Client.SendAsync("POST", $"/hooks/wa/{FuzzOffice.PathSecret}", Nobody, new string('x', 600 << 10), "application/json")).Status);

        var call = $$$"""{"entry":[{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"106540352242922"},"messages":[{"from":"628111222337","id":"wamid.FUZZ7","timestamp":"{{{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}}}","type":"text","text":{"body":"status"}}]}}]}]}""";
        foreach (var signature in (string?[])[null, "", "sha256=", "sha256=00", $"sha256={new string('0', 64)}", Sign(call + " "), Sign(call)["sha256=".Length..], Sign(call, "another-secret-0123456789"), Sign(call).Replace("sha256", "sha1", StringComparison.Ordinal)])
            Assert.Equal(403, (await office.Client.SendAsync("POST", "/hooks/meta", Nobody, call, "application/json", signature is null ? [] : [("X-Hub-Signature-256", signature)])).Status);
        Assert.Equal(0, office.State.Inbound("wamid.FUZZ7"));
        for (var n = 0; n < 3; n++) Assert.Equal(200, (await office.Client.SendAsync("POST", "/hooks/meta", Nobody, call, "application/json", ("X-Hub-Signature-256", Sign(call)))).Status);
        Assert.Equal(1, office.State.Inbound("wamid.FUZZ7"));
        Assert.Equal(403, (await office.Client.SendAsync("GET", "/hooks/meta?hub.mode=subscribe&hub.verify_token=x&hub.challenge=7", Nobody)).Status);
    }

    private static string Sign(string body, string secret = FuzzOffice.SigningSecret) => $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)))}";
}
