using EdgeNoc.Rig;
using EdgeNoc.Tests.Enrolment;
using EdgeNoc.Tests.Provisioning;

namespace EdgeNoc.Tests.Updates;

/// <summary>Versions from the office to a POP that runs systemd: real packages, units, broker, collector and databases.</summary>
[Trait("Category", "Slow")]
public sealed class UpdateStoryTests : IAsyncLifetime
{
    private const string Site = "pop-1";
    private NocWorld? _noc;
    private NamespaceMachine? _pop;
    private UpdateOffice? _office;

    public async ValueTask InitializeAsync()
    {
        var missing = SystemdMachine.Missing ?? PublishedPackages.Missing;
        Assert.SkipWhen(missing is not null, missing ?? "");
        _noc = await NocWorld.StartAsync();
        var claim = await _noc.SiteAsync(Site);
        _pop = new NamespaceMachine(PopSystem.Make(claim, withinS: 60, isEmulated: false));
        await _pop.StartAsync();
        _office = new UpdateOffice(_noc, _pop, Site);
        await _noc.PointsAsync(Site);
    }

    public async ValueTask DisposeAsync()
    {
        if (_pop is not null) await _pop.DisposeAsync();
        if (_noc is not null) await _noc.DisposeAsync();
    }

    [Fact]
    public async Task A_good_version_stays_one_that_crashes_or_hangs_goes_back_a_cut_of_power_decides_nothing_and_no_row_is_missing()
    {
        try
        {
            var office = _office!;
            var rows = new PolledAndStored(_noc!, Site);
            await office.OrderAsync(VersionsOfAgent.Good("0.2.0"), "0.2.0");
            await office.RunsAsync("0.2.0");
            await office.AssertRestsAsync("0.2.0");

            await office.OrderAsync(VersionsOfAgent.Crashing("0.3.0"), "0.3.0");
            Assert.Equal("prove: it ended again and again", await office.FailedAsync("0.3.0", remains: "0.2.0"));
            await office.AssertRestsAsync("0.2.0");

            await office.OrderAsync(VersionsOfAgent.Good("0.4.0"), "0.4.0");
            await office.SeesAsync("[ -e /var/lib/edgenoc-updater/trial ]", "0.4.0 on trial");
            await _pop!.CutPowerAsync();
            rows.Cut();
            await _pop.StartAsync();
            await office.RunsAsync("0.4.0");
            await office.AssertRestsAsync("0.4.0");

            await _pop.TryAsync("sed -i 's/--within [0-9]*/--within 8/' /etc/systemd/system/edgenoc-updater.service.d/test.conf; systemctl daemon-reload");
            await office.OrderAsync(VersionsOfAgent.Hanging("0.5.0"), "0.5.0");
            Assert.Equal("prove: it does not answer", await office.FailedAsync("0.5.0", remains: "0.4.0"));
            await office.AssertRestsAsync("0.4.0");
            TestContext.Current.TestOutputHelper?.WriteLine(await rows.AssertAsync());
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new InvalidOperationException(await _office!.StoryAsync(), error);
        }
    }
}
