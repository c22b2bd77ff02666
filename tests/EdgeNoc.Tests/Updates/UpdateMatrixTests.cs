using System.Diagnostics;
using System.Globalization;
using EdgeNoc.Rig;
using EdgeNoc.Rig.Vm;
using EdgeNoc.Tests.Enrolment;
using EdgeNoc.Tests.Provisioning;

namespace EdgeNoc.Tests.Updates;

/// <summary>All that can happen to an update, in one virtual machine with systemd, whose power is cut at each stage; for <c>./edgenoc chaos updates</c>, since it takes half an hour.</summary>
[Trait("Category", "Slow")]
[Collection("one at a time: apt locks the packages that they share")]
public sealed class UpdateMatrixTests : IAsyncDisposable
{
    private const string Site = "pop-1";
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly string _log = Path.Combine(RigDirectory.RepositoryRoot, "var", "chaos-updates.txt");
    private NocWorld? _noc;
    private VirtualPop? _pop;
    private int _number = 1;

    [Fact(Explicit = true)]
    public async Task After_everything_that_can_happen_one_good_version_runs_and_no_row_is_missing()
    {
        var missing = DebianBase.Missing ?? PublishedPackages.Missing ?? await DiskMachine.PrepareAsync();
        Assert.SkipWhen(missing is not null, missing ?? "");
        await File.WriteAllTextAsync(_log, "", TestContext.Current.CancellationToken);
        _noc = await NocWorld.StartAsync();
        var claim = await _noc.SiteAsync(Site);
        using (var root = PopSystem.Make(claim, withinS: 240, isEmulated: true)) _pop = new VirtualPop(DiskMachine.Of(root, megabytes: 2200));
        await _pop.StartAsync();
        Say("booted");
        var office = new UpdateOffice(_noc, _pop, Site) { Patience = TimeSpan.FromSeconds(400) };
        try
        {
            await office.SeesAsync("systemctl is-active edgenoc-agent", "the agent to run");
            await WaitFor.TrueAsync(async () => await _noc.CountAsync(Site) > 0, TimeSpan.FromSeconds(200), "points");
            Say("enrolled, points arrive");
            var runs = "0.1.0";

            runs = await GoodAsync(office, null);
            foreach (var (stage, sign) in new[]
            {
                ("download", "[ -e /var/lib/edgenoc-agent/update/package.deb.part ]"),
                ("verify", "[ -e /var/lib/edgenoc-updater/package.deb.part ] || [ -e /var/lib/edgenoc-updater/job.json ]"),
                ("install", "[ -e /opt/edgenoc/.unpack ]"),
                ("restart", "[ -e /var/lib/edgenoc-updater/trial ]"),
                ("prove", "grep -q prove /var/lib/edgenoc-updater/job.json && pgrep -f 'edgenoc-agent run'"),
                ("commit", "[ -e /var/lib/edgenoc-updater/job.json ] && [ ! -e /var/lib/edgenoc-updater/trial ] && grep -q prove /var/lib/edgenoc-updater/job.json || ! [ -e /var/lib/edgenoc-updater/job.json ] && [ \"$(readlink /opt/edgenoc/current)\" = VERSION ]"),
            })
            {
                runs = await GoodAsync(office, (stage, sign));
            }

            await BadAsync(office, runs, "crashing", VersionsOfAgent.Crashing, office.OrderAsync);
            await BadAsync(office, runs, "hanging", VersionsOfAgent.Hanging, office.OrderAsync);
            await BadAsync(office, runs, "corrupt download", VersionsOfAgent.Good, office.OrderDamagedAsync);
            await BadAsync(office, runs, "disk full in the middle", VersionsOfAgent.Good, async (package, version) =>
            {
                await _pop.TryAsync("systemd-run --unit=filler bash -c 'until [ -e /opt/edgenoc/.unpack ]; do sleep 0.02; done; cat /dev/zero >/filler'");
                await office.OrderAsync(package, version);
            });
            await _pop.TryAsync("systemctl stop filler; rm -f /filler");
            await GoodAsync(office, null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new InvalidOperationException(await office.StoryAsync(), error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_pop is not null) await _pop.DisposeAsync();
        if (_noc is not null) await _noc.DisposeAsync();
    }

    private async Task<string> GoodAsync(UpdateOffice office, (string Stage, string Sign)? cut)
    {
        var version = NextVersion();
        var package = VersionsOfAgent.Good(version);
        await office.OrderAsync(package, version);
        if (cut is { } at)
        {
            await office.SeesAsync(at.Sign.Replace("VERSION", version, StringComparison.Ordinal), $"the stage {at.Stage}");
            var before = await _pop!.TryAsync("cat /var/lib/edgenoc-updater/job.json; readlink /opt/edgenoc/current");
            await _pop.CutPowerAsync();
            Say($"power cut at {at.Stage}: {string.Join(' ', before.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}");
            await _pop.StartAsync();
        }

        await office.RunsAsync(version);
        await office.AssertRestsAsync(version);
        Say($"{version} runs{(cut is { } said ? $" after a cut at {said.Stage}" : "")}");
        File.Delete(package);
        return version;
    }

    private async Task BadAsync(UpdateOffice office, string runs, string what, Func<string, string> make, Func<string, string, Task> order)
    {
        var version = NextVersion();
        var package = make(version);
        await order(package, version);
        var reason = await office.FailedAsync(version, remains: runs);
        if (what.StartsWith("disk", StringComparison.Ordinal)) await _pop!.TryAsync("systemctl stop filler; rm -f /filler");
        await office.AssertRestsAsync(runs);
        Say($"{version}, {what}: undone, {reason}; {runs} runs");
        File.Delete(package);
    }

    private string NextVersion() => string.Create(CultureInfo.InvariantCulture, $"0.{++_number}.0");

    private void Say(string text)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{_watch.Elapsed.TotalSeconds,7:0} s  {text}");
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        File.AppendAllText(_log, line + "\n");
    }
}
