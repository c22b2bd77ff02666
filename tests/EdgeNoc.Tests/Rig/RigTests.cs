using System.Globalization;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Rig;

public sealed class RigTests
{
    [Fact]
    public async Task InfluxDb_keeps_its_data_over_a_kill()
    {
        await using var influx = await InfluxDb.StartAsync(RigDirectory.New("influx"));
        await influx.CreateDatabaseAsync("edgenoc");
        using var http = new HttpClient { BaseAddress = influx.Url };
        var lines = string.Join('\n', Enumerable.Range(1, 50).Select(n => string.Create(CultureInfo.InvariantCulture, $"m,site=s{n % 5} v={n}i {n}")));
        using var answer = await http.PostAsync("/write?db=edgenoc&precision=ms", new StringContent(lines));
        answer.EnsureSuccessStatusCode();

        influx.Kill();
        await influx.StartAsync();

        Assert.Equal(50, await influx.CountAsync("edgenoc", "m", "v"));
        Assert.Equal(10, await influx.CountAsync("edgenoc", "m", "v", "site = 's3'"));
        var values = await influx.ReadColumnAsync("edgenoc", "m", "v");
        Assert.Equal(Enumerable.Range(1, 50), values.Select(v => int.Parse(v!, CultureInfo.InvariantCulture)));
        Assert.Equal("s1", (await influx.ReadColumnAsync("edgenoc", "m", "site"))[0]);
        Assert.Equal(0, await influx.CountAsync("edgenoc", "none", "v"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => influx.QueryAsync("edgenoc", "SELECT nonsense"));
    }

    [Fact]
    public async Task A_process_is_waited_for_by_what_it_prints_and_stopped_as_asked()
    {
        await using var process = Start("trap 'echo got-term; exit 7' TERM; echo ready-17; while :; do sleep 0.05; done");
        Assert.Equal("ready-17", await process.WaitForLineAsync("^ready-[0-9]+$", TimeSpan.FromSeconds(5)));
        Assert.True(process.Usage().RssMb > 0);
        Assert.True(await process.StopAsync());
        Assert.Equal(7, process.ExitCode);
        Assert.Contains("got-term", await File.ReadAllTextAsync(process.LogFile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_ends_without_the_line_is_told_with_what_it_said()
    {
        await using var process = Start("echo reason-17 >&2; exit 3");
        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => process.WaitForLineAsync("never", TimeSpan.FromSeconds(5)));
        Assert.Contains("ended with 3", problem.Message, StringComparison.Ordinal);
        Assert.Contains("reason-17", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Adjustable_time_fires_timers_in_order_and_repeats()
    {
        var time = new AdjustableTime(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));
        var fired = new List<string>();
        using var each = time.CreateTimer(_ => fired.Add($"each {time.GetUtcNow():ss}"), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        using var once = time.CreateTimer(_ => fired.Add($"once {time.GetUtcNow():ss}"), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["each 02", "once 03", "each 04"], fired);
        time.SetWallClock(new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("each 01", fired[^1]);
        Assert.Equal(1970, time.GetUtcNow().Year);
    }

    [Fact]
    public async Task A_delay_on_adjustable_time_ends_when_time_has_passed()
    {
        var time = new AdjustableTime(DateTimeOffset.UnixEpoch);
        var delay = Task.Delay(TimeSpan.FromMinutes(5), time);
        time.Advance(TimeSpan.FromSeconds(299));
        Assert.False(delay.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await delay.WaitAsync(TimeSpan.FromSeconds(5));
    }

    private static ManagedProcess Start(string script) =>
        ManagedProcess.Start(new("bash", "-c", script) { LogFile = Path.Combine(RigDirectory.New("process"), "bash.log") });
}
