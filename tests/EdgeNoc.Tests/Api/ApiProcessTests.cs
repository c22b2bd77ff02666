using System.Net;
using System.Net.Http.Headers;
using System.Text;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Ingest;

namespace EdgeNoc.Tests.Api;

/// <summary>The collector as it is built, with its verbs beside it.</summary>
public sealed class ApiProcessTests
{
    [Fact]
    public async Task A_token_made_beside_a_running_collector_works_at_once_until_it_is_revoked()
    {
        await using var rig = await CollectorRig.StartAsync();
        var (code, output) = await VerbAsync(rig, "token", "add", "--name", "Budi", "--role", "operator");
        Assert.Equal(0, code);
        var token = output.Split('\n').Single(line => line.StartsWith("edgenoc.t1.", StringComparison.Ordinal));
        using var http = new HttpClient { BaseAddress = rig.Address };
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri("/api/v1/alerts", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        using var posted = new StringContent("""[{"labels":{"alertname":"DiskFull","severity":"critical"}}]""", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.OK, (await http.PostAsync(new Uri("/api/v2/alerts", UriKind.Relative), posted, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Contains("external.diskfull", await http.GetStringAsync(new Uri("/api/v1/alerts?state=open", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("\"openapi\"", await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Assert.Contains("t1     operator   Budi", (await VerbAsync(rig, "token", "list")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await VerbAsync(rig, "token", "revoke", "t1")).Code);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri("/api/v1/alerts", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(1, (await VerbAsync(rig, "token", "revoke", "t1")).Code);
        Assert.DoesNotContain(token.Split('.')[2], string.Join('\n', rig.Collector.Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_checked_and_taken_beside_a_running_collector()
    {
        await using var rig = await CollectorRig.StartAsync();
        var file = Path.Combine(Path.GetDirectoryName(rig.ConfigFile)!, "alerting.json");
        await File.WriteAllTextAsync(file, """{"contacts":[{"id":"budi","addresses":[{"channel":"wa2","address":"628111"}]}]}""", TestContext.Current.CancellationToken);
        var (code, output) = await VerbAsync(rig, "alerting", "check", file);
        Assert.Equal(2, code);
        Assert.Contains("alerting.json: contacts[0].addresses[0].channel: no channel \"wa2\" is configured: the collector's config has no channels", output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, """{"contacts":[{"id":"budi"}]}""", TestContext.Current.CancellationToken);
        Assert.Contains("1 contact; nothing was changed", (await VerbAsync(rig, "alerting", "check", file)).Output, StringComparison.Ordinal);
        Assert.Contains("1 contact taken", (await VerbAsync(rig, "alerting", "import", file)).Output, StringComparison.Ordinal);
        var token = (await VerbAsync(rig, "token", "add", "--name", "x", "--role", "viewer")).Output.Split('\n').Single(line => line.StartsWith("edgenoc.", StringComparison.Ordinal));
        using var http = new HttpClient { BaseAddress = rig.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Contains("\"budi\"", await http.GetStringAsync(new Uri("/api/v1/contacts", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var config = await File.ReadAllTextAsync(rig.ConfigFile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(rig.ConfigFile, config.Insert(config.IndexOf('{', StringComparison.Ordinal) + 1, "\"alerting_file\":\"alerting.json\","), TestContext.Current.CancellationToken);
        Assert.Contains("alerting.json: 1 contact\n", (await VerbAsync(rig, "check")).Output, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, """{"contacts":[{"id":"budi","rank":1}]}""", TestContext.Current.CancellationToken);
        (code, output) = await VerbAsync(rig, "check");
        Assert.Equal(2, code);
        Assert.Contains("alerting.json: contacts[0].rank: ", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> VerbAsync(CollectorRig rig, params string[] arguments)
    {
        var log = Path.Combine(Path.GetDirectoryName(rig.ConfigFile)!, "verb.log");
        await using var verb = ManagedProcess.Start(new ProcessPlan(Built.Collector, [.. arguments, "--config", rig.ConfigFile]) { LogFile = log });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await verb.WaitForExitAsync(limit.Token);
        return (verb.ExitCode, string.Join('\n', verb.Output));
    }
}
