using System.Text;

namespace EdgeNoc.Tests.ApiFuzz;

/// <summary>What came back.</summary>
internal sealed record FuzzAnswer(int Status, string Type, string Body, string? RetryAfter, string? ETag, string Headers);

/// <summary>Sends what no browser would: addresses go out as they are, and nothing is followed or kept.</summary>
internal sealed class FuzzClient(Uri address) : IDisposable
{
    /// <summary>So much of an answer is looked at; more than any has but an export.</summary>
    private const int MaxRead = 8 << 20;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 32 }) { Timeout = TimeSpan.FromSeconds(100) };

    public Task<FuzzAnswer> SendAsync(FuzzRequest request, ApiKey key) => SendAsync(request.Operation.Method, request.Path, key, request.Body, request.Type, request.IfMatch is { } edition ? [("If-Match", edition)] : []);

    public async Task<FuzzAnswer> SendAsync(string method, string path, ApiKey key, string? body = null, string? type = null, params IReadOnlyList<(string Name, string Value)> headers)
    {
        // The text is put together by hand: the class for addresses would tidy up what is broken on purpose.
        using var message = new HttpRequestMessage(new HttpMethod(method), new Uri(address.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        foreach (var (name, value) in (IEnumerable<(string, string)>)[.. key.Headers, .. headers]) message.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var answer = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        var kind = answer.Content.Headers.ContentType?.MediaType ?? "";
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var text = await ReadAsync(stream, untilBlankLine: kind == "text/event-stream");
        return new FuzzAnswer((int)answer.StatusCode, kind, text, answer.Headers.RetryAfter?.ToString(), answer.Headers.ETag?.ToString(), $"{answer.Headers}{answer.Content.Headers}");
    }

    public async Task<string> TextAsync(string path, string token) => (await SendAsync("GET", path, new ApiKey([("Authorization", $"Bearer {token}")]))).Body;

    public void Dispose() => _http.Dispose();

    /// <summary>To the end; of a stream, which has none, the first event.</summary>
    private static async Task<string> ReadAsync(Stream stream, bool untilBlankLine)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 << 10];
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            all.Write(buffer, 0, read);
            if (all.Length > MaxRead) break;
            if (untilBlankLine && all.GetBuffer().AsSpan(0, (int)all.Length).IndexOf("\n\n"u8) >= 0) break;
        }

        return Encoding.UTF8.GetString(all.GetBuffer(), 0, (int)all.Length);
    }
}
