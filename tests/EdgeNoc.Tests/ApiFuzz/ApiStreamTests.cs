using System.Text;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Live;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.ApiFuzz;

/// <summary>The stream of what changes: who sees what of it, and that nobody holds up another.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(FuzzOffice))]
public sealed class ApiStreamTests(FuzzOffice office)
{
    private const int Many = 120;

    [Fact]
    public async Task Of_a_site_that_is_not_his_nobody_hears_anything()
    {
        var (admin, tono) = (office.People[^1], office.People.Single(person => person.Name.StartsWith("a technician", StringComparison.Ordinal)));
        await using var all = await Reader.OpenAsync(office.Rig.Address, admin.Keys[1]);
        await using var his = await Reader.OpenAsync(office.Rig.Address, tono.Keys[0], ("Last-Event-ID", "bravo-02"));
        await office.Rig.ListAsync("bravo-02", "CLIENT-Qbravoq-001", "CLIENT-Qbravoq-002");
        await WaitFor.TrueAsync(() => all.Events("site").Any(one => one.Contains("bravo-02", StringComparison.Ordinal)), TimeSpan.FromSeconds(30), "the administrator to hear of bravo-02");
        await office.Rig.ListAsync("alfa-01", "CLIENT-Qalfaq-001", "CLIENT-Qalfaq-002");
        await WaitFor.TrueAsync(() => his.Events("site").Any(one => one.Contains("alfa-01", StringComparison.Ordinal)), TimeSpan.FromSeconds(30), "the technician to hear of alfa-01");
        foreach (var word in (string[])["bravo", "charlie"]) Assert.DoesNotContain(word, his.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_place_to_go_on_from_that_is_made_up_gives_the_whole_picture()
    {
        foreach (var (n, text) in Hostile.Texts.Where(text => text.Length is > 0 and < 1_000 && !text.Any(c => c is '\0' or '\r' or '\n' || c > 126)).Take(20).Index())
        {
            var answer = await office.Client.SendAsync("GET", "/api/v1/stream", office.People[^1].Keys[n % office.People[^1].Keys.Count], headers: ("Last-Event-ID", text));
            Assert.Equal(200, answer.Status);
            Assert.StartsWith("retry: 3000\nevent: picture\ndata: [", answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Many_at_once_all_hear_it_and_one_that_does_not_read_holds_up_nobody()
    {
        var admin = office.People[^1];
        await using var silent = await Reader.OpenAsync(office.Rig.Address, admin.Keys[1], isRead: false);
        var readers = await Task.WhenAll(Enumerable.Range(0, Many).Select(n => Reader.OpenAsync(office.Rig.Address, admin.Keys[n % admin.Keys.Count])));
        try
        {
            await office.Rig.ListAsync("charlie-03", "CLIENT-Qcharlieq-001", "CLIENT-Qcharlieq-002", "CLIENT-Qcharlieq-003", "CLIENT-Qcharlieq-004");
            await WaitFor.TrueAsync(() => readers.All(reader => reader.Events("site").Any(one => one.Contains("charlie-03", StringComparison.Ordinal))), TimeSpan.FromSeconds(30), "all to hear of charlie-03");
        }
        finally
        {
            foreach (var reader in readers) await reader.DisposeAsync();
        }
    }

    [Fact]
    public void Who_reads_too_slowly_is_let_go_and_the_others_miss_nothing()
    {
        var hub = new LiveHub();
        var (slow, quick) = (hub.Join(SiteScope.All)!, hub.Join(SiteScope.Of(["alfa-01"]))!);
        var heard = 0;
        for (var n = 0; n < 5_000; n++)
        {
            hub.Publish(new LiveEvent(n % 2 == 0 ? "alfa-01" : "bravo-02", Encoding.UTF8.GetBytes($"{n}")));
            while (quick.Queue.Reader.TryRead(out var one)) heard += one.Site == "alfa-01" ? 1 : -5_000;
        }

        Assert.Equal(2_500, heard);
        while (slow.Queue.Reader.TryRead(out _)) continue;
        Assert.True(slow.Queue.Reader.Completion.IsCompleted);
        Assert.False(quick.Queue.Reader.Completion.IsCompleted);
    }

    /// <summary>One that looks: it reads what comes, or does not.</summary>
    private sealed class Reader : IAsyncDisposable
    {
        private readonly HttpClient _http;
        private readonly Stream _stream;
        private readonly StringBuilder _text = new();
        private readonly CancellationTokenSource _over = new();
        private Task _reading = Task.CompletedTask;

        private Reader(HttpClient http, Stream stream) => (_http, _stream) = (http, stream);

        public string Text
        {
            get
            {
                lock (_text) return _text.ToString();
            }
        }

        public static async Task<Reader> OpenAsync(Uri address, ApiKey key, (string Name, string Value)? header = null, bool isRead = true)
        {
            var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/api/v1/stream"));
            foreach (var (name, value) in header is { } one ? [.. key.Headers, one] : key.Headers) request.Headers.TryAddWithoutValidation(name, value);
            var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
            var reader = new Reader(http, await answer.Content.ReadAsStreamAsync());
            if (isRead) reader._reading = reader.ReadAsync();
            return reader;
        }

        public IEnumerable<string> Events(string name) => Text.Split("\n\n").Where(one => one.Contains($"event: {name}\n", StringComparison.Ordinal));

        public async ValueTask DisposeAsync()
        {
            await _over.CancelAsync();
            await _reading;
            await _stream.DisposeAsync();
            _http.Dispose();
            _over.Dispose();
        }

        private async Task ReadAsync()
        {
            var buffer = new byte[16 << 10];
            try
            {
                int read;
                while ((read = await _stream.ReadAsync(buffer, _over.Token)) > 0)
                {
                    lock (_text) _text.Append(Encoding.UTF8.GetString(buffer, 0, read));
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // It was closed.
            }
        }
    }
}
