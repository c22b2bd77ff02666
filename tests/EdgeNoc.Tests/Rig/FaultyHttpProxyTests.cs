using System.Net;
using System.Text;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Rig;

/// <summary>Each fault before a real InfluxDB, as the collector's own client sees it.</summary>
public sealed class FaultyHttpProxyTests
{
    private const string Lines = "m,n=1 v=1i 1000\nm,n=2 v=2i 2000\nm,n=3 v=3i 3000\nm,n=4 v=4i 4000\n";

    [Theory]
    [InlineData(HttpFault.ServerError, "ServerError", 0)]
    [InlineData(HttpFault.Unavailable, "Overloaded", 0)]
    [InlineData(HttpFault.TooManyRequests, "Overloaded", 0)]
    [InlineData(HttpFault.Hang, "Timeout", 0)]
    [InlineData(HttpFault.CutAnswer, "Unreachable", 4)]
    [InlineData(HttpFault.Partial, "Refused", 2)]
    [InlineData(HttpFault.PoisonedLines, "Refused", 3)]
    [InlineData(HttpFault.Slow, "Stored", 4)]
    public async Task A_fault_is_answered_as_such_and_what_was_stored_meanwhile_is_there(HttpFault fault, string outcome, long storedMeanwhile)
    {
        await using var influx = await InfluxDb.StartAsync(RigDirectory.New("faulty"));
        await influx.CreateDatabaseAsync("edgenoc");
        await using var proxy = await FaultyHttpProxy.StartAsync(influx.Url);
        proxy.Delay = TimeSpan.FromMilliseconds(50);
        proxy.IsPoison = line => line.StartsWith("m,n=2 ", StringComparison.Ordinal);
        proxy.Use(fault, times: 1);
        using var client = new InfluxHttp(new InfluxConfig(proxy.Url, "edgenoc", User: null, Password: null), TimeSpan.FromSeconds(3), TimeProvider.System);
        var answer = await client.WriteAsync(Encoding.UTF8.GetBytes(Lines), default);
        Assert.Equal(outcome, answer is WriteOutcome.Unavailable unavailable ? unavailable.Kind.ToString() : answer.GetType().Name);
        if (fault == HttpFault.TooManyRequests) Assert.Equal(TimeSpan.FromSeconds(1), ((WriteOutcome.Unavailable)answer).RetryAfter);
        Assert.Equal(storedMeanwhile, await influx.CountAsync("edgenoc", "m", "v"));

        Assert.IsType<WriteOutcome.Stored>(await client.WriteAsync(Encoding.UTF8.GetBytes(Lines), default));
        Assert.Equal(["1", "2", "3", "4"], await influx.ReadColumnAsync("edgenoc", "m", "v"));
        Assert.Equal((1, 1), (proxy.Passed, proxy.Faulted));
    }

    [Fact]
    public async Task Queries_pass_and_a_database_that_is_away_breaks_the_connection()
    {
        var influx = await InfluxDb.StartAsync(RigDirectory.New("faulty"));
        await influx.CreateDatabaseAsync("numbered-17");
        await using var proxy = await FaultyHttpProxy.StartAsync(influx.Url);
        using var http = new HttpClient { BaseAddress = proxy.Url };
        using var answer = await http.GetAsync(new Uri("/query?q=SHOW%20DATABASES", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("numbered-17", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await influx.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri("/ping", UriKind.Relative)));
    }
}
