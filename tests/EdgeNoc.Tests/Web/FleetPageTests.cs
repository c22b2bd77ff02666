using System.Net;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Updates;
using EdgeNoc.Collector.Users;
using EdgeNoc.Common.Updates;
using EdgeNoc.Tests.Alerts;

namespace EdgeNoc.Tests.Web;

/// <summary>The page of agents: what each site runs, and what becomes of a version that one of them could not run.</summary>
public sealed class FleetPageTests : IAsyncLifetime
{
    private static readonly Actor Budi = new("t1", "Budi", "verb");
    private DeskRig _desk = null!;

    public async ValueTask InitializeAsync()
    {
        _desk = await DeskRig.StartAsync();
        _desk.User("nina", UserRole.Noc, SiteScope.All);
        _desk.Story.Do(db =>
        {
            var now = _desk.Story.Clock.Now;
            UpdateActions.Add(db, new StoredPackage { Sha256 = new string('a', 64), Version = "0.2.0", Arch = "amd64", Size = 17, InstalledSize = 34, AddedBy = "Budi" }, Budi, now);
            UpdateStore.Told(db, Story.Site, new UpdateReport("0.1.0", "amd64", 1) { FailedOrder = 1, FailedVersion = "0.2.0", FailedStage = "prove", FailedReason = "it polls <b>nothing</b>" }, now);
            UpdateStore.Told(db, DeskRig.Other, new UpdateReport("0.1.0", "amd64", 1) { Wanted = "0.2.0", Stage = "download", WaitsFor = "the main uplink" }, now);
            return true;
        });
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Each_site_is_shown_to_those_who_may_see_it()
    {
        using var vera = await _desk.SignInAsync("vera");
        var page = await vera.TextAsync("/fleet");
        Assert.Contains("0.2.0: prove: it polls &lt;b&gt;nothing&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("goes to 0.2.0: waits for the main uplink", page, StringComparison.Ordinal);

        using var tono = await _desk.SignInAsync("tono");
        foreach (var part in new[] { "/fleet", "/fleet?handler=Part" })
        {
            page = await tono.TextAsync(part);
            Assert.Contains($"data-agent=\"{Story.Site}\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain(DeskRig.Other, page, StringComparison.Ordinal);
            Assert.DoesNotContain("id=\"rollout\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_version_that_a_site_has_stopped_is_told_to_who_is_on_call_and_decided_about_by_those_who_may()
    {
        _desk.Story.Do(db =>
        {
            UpdateActions.Start(db, "0.2.0", downgrade: false, Budi, _desk.Story.Clock.Now);
            var rollout = UpdateStore.RunningRollout(db)!;
            UpdateActions.Halt(db, "demo-pop: prove: it polls nothing", Budi, _desk.Story.Clock.Now);
            UpdateAlerts.Raise(db, rollout, "demo-pop: prove: it polls nothing", _desk.Story.Clock.Now);
            return true;
        });
        _desk.Story.After(31);
        _desk.Heartbeat();
        await _desk.Story.PassAsync();
        var told = Assert.Single(_desk.Story.Texts, text => text.Contains("0.2.0", StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine(told);
        Assert.Contains("demo-pop: prove: it polls nothing", told, StringComparison.Ordinal);
        Assert.Contains("edgenoc-collector update status", told, StringComparison.Ordinal);

        using var vera = await _desk.SignInAsync("vera");
        using var nina = await _desk.SignInAsync("nina");
        using var ani = await _desk.SignInAsync("ani");
        var seen = await vera.TextAsync("/fleet");
        Assert.Contains("data-state=\"halted\"", seen, StringComparison.Ordinal);
        Assert.Contains("demo-pop: prove: it polls nothing", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Halt", seen, StringComparison.Ordinal);
        Assert.Contains("Seen, leave it so", await nina.TextAsync("/fleet"), StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Start", await nina.TextAsync("/fleet"), StringComparison.Ordinal);
        using (var refused = await nina.PostFormAsync("/fleet", "/fleet?handler=Start", ("version", "0.2.0"))) Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        using (var left = await nina.PostFormAsync("/fleet", "/fleet?handler=Halt")) Assert.Equal("/fleet", left.Headers.Location?.OriginalString);
        Assert.Empty(Standing());
        Assert.DoesNotContain("handler=Halt", await nina.TextAsync("/fleet"), StringComparison.Ordinal);

        using (var again = await ani.PostFormAsync("/fleet", "/fleet?handler=Start", ("version", "0.2.0"))) Assert.Equal("/fleet", again.Headers.Location?.OriginalString);
        Assert.Contains("data-state=\"running\"", await vera.TextAsync("/fleet"), StringComparison.Ordinal);
        using (var twice = await ani.PostFormAsync("/fleet", "/fleet?handler=Start", ("version", "0.2.0")))
            Assert.Contains("stop that first", await twice.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(["update.halt nina", "update.start ani"], _desk.Story.Query<string>("SELECT action || ' ' || actor FROM audit WHERE actor IN ('ani', 'nina') AND action LIKE 'update.%' AND outcome = 'done' ORDER BY id"));
    }

    private List<string> Standing() => _desk.Story.Query<string>("SELECT entity FROM alerts WHERE kind = 'update.halted' AND cleared_ms IS NULL");
}
