using System.Diagnostics;
using System.Globalization;
using EdgeNoc.Chaos.Reckoning;
using EdgeNoc.Rig;
using EdgeNoc.Rig.Vm;
using EdgeNoc.Simulators.Olt;
using EdgeNoc.Tests.Enrolment;
using EdgeNoc.Tests.Provisioning;

namespace EdgeNoc.Tests.Updates;

/// <summary>One emulated machine with systemd for a whole matrix of updates, and the office that it belongs to. Started when the first case asks for it.</summary>
public sealed class UpdateMatrixWorld : IAsyncDisposable
{
    private const string Site = "pop-1";

    /// <summary>Everything there is ten times slower; the promise of 5 s counts a processor of today.</summary>
    private static readonly TimeSpan LossAtMost = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(400);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly string _log = Path.Combine(RigDirectory.RepositoryRoot, "var", "chaos-updates.txt");
    private NocWorld? _noc;
    private DiskMachine? _disk;
    private VirtualPop? _pop;
    private UpdateOffice? _office;
    private PolledAndStored? _rows;
    private Task? _started;
    private int _number = 1;
    private int _onu;

    internal UpdateOffice Office => _office!;

    internal IPopMachine Pop => _pop!;

    /// <summary>What runs for good now.</summary>
    public string Runs { get; private set; } = "0.1.0";

    public async ValueTask DisposeAsync()
    {
        if (_pop is not null) await _pop.DisposeAsync();
        if (_noc is not null) await _noc.DisposeAsync();
    }

    private async Task StartAsync()
    {
        await File.WriteAllTextAsync(_log, "");
        _noc = await NocWorld.StartAsync();
        // This machine's loopback, as the emulated one names it.
        var devices = new { devices = new[] { new { id = "olt-1", driver = "hioso-epon", url = $"http://localhost:{_noc.Olt.Address.Port}", user = "admin", interval_s = 1 } } };
        var claim = await _noc.SiteAsync(Site, devices);
        using (var root = PopSystem.Make(claim, withinS: 180, isEmulated: true)) _disk = DiskMachine.Of(root, megabytes: 2200);
        _pop = new VirtualPop(_disk);
        Say("a disk is made");
        await _pop.StartAsync();
        Say("the machine has started");
        _rows = new PolledAndStored(_noc, Site) { LossAtMost = LossAtMost, Patience = Patience };
        var office = new UpdateOffice(_noc, _pop, Site) { Patience = Patience };
        await office.SeesAsync("systemctl is-active edgenoc-agent", "the agent to run");
        Say("the agent runs");
        await WaitFor.TrueAsync(async () => await _noc.CountAsync(Site) > 0, Patience, "points");
        Say("it is enrolled, points arrive");
        _office = office;
    }

    /// <summary>A version that is well, ordered; nothing is waited for.</summary>
    internal async Task<string> OrderAsync(Func<string, string> make, Func<string, string, Task>? order = null)
    {
        var version = string.Create(CultureInfo.InvariantCulture, $"0.{++_number}.0");
        var package = make(version);
        await (order ?? Office.OrderAsync)(package, version);
        File.Delete(package);
        return version;
    }

    /// <summary>Cuts the power as soon as something is so there, and switches it on again.</summary>
    /// <param name="stage">In words.</param>
    /// <param name="sign">A condition of bash's own: what starts a process would come too late.</param>
    internal async Task CutAtAsync(string stage, string sign)
    {
        // Asked in there without a process of its own, a few hundred times a second.
        const string Watch = """
            [ -p /run/never ] || mkfifo /run/never
            exec 9<>/run/never
            job() { job=""; [ -e /var/lib/edgenoc-updater/job.json ] && read -rd '' job </var/lib/edgenoc-updater/job.json 2>/dev/null; [[ "$job" == *"\"$1\""* ]]; }
            end=$((SECONDS+30))
            until SIGN; do [ $SECONDS -lt $end ] || exit 1; read -rt 0.01 -u 9; done
            echo ${job//[$' \n']/}
            """;
        var seen = "";
        await WaitFor.TrueAsync(
            async () =>
            {
                (var code, seen) = await Pop.TryAsync(Watch.Replace("SIGN", sign, StringComparison.Ordinal));
                return code == 0;
            },
            Patience,
            $"the stage {stage}");
        await Pop.CutPowerAsync();
        _rows!.Cut();
        Say($"power cut at {stage} {seen.Trim()}");
        await Pop.StartAsync();
        Say("the machine has started");
    }

    /// <summary>A good version runs, nothing is half done, and nothing that was polled is missing.</summary>
    internal async Task RestsAsync(string version, string what)
    {
        await Office.AssertRestsAsync(version);
        Runs = version;
        Say($"{what}: {version} runs");
        Say(await _rows!.AssertAsync());
    }

    /// <summary>A case, in which a subscriber's terminal loses its power and gets it back: both are told once.</summary>
    internal async Task CaseAsync(Func<Task> run)
    {
        var missing = DebianBase.Missing ?? PublishedPackages.Missing ?? await DiskMachine.PrepareAsync();
        Assert.SkipWhen(missing is not null, missing ?? "");
        await (_started ??= StartAsync());
        try
        {
            var slot = _noc!.Olt.Model.Slots[_onu++ % _noc.Olt.Model.Slots.Count].Id;
            var since = DateTimeOffset.UtcNow;
            _noc.Olt.Model.Apply(new OltAction(OltActionKind.GaspOnu, slot));
            await run();
            await ToldOnceAsync(slot, "raised", since);
            _noc.Olt.Model.Apply(new OltAction(OltActionKind.RestoreOnu, slot));
            await ToldOnceAsync(slot, "cleared", since);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Say($"failed: {error.Message}");
            throw new InvalidOperationException(await Office.StoryAsync(), error);
        }
    }

    internal void Say(string text)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{_watch.Elapsed.TotalSeconds,7:0} s  {text}");
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        File.AppendAllText(_log, line + "\n");
    }

    private async Task ToldOnceAsync(string slot, string state, DateTimeOffset since)
    {
        List<BookedEvent> Told() => [.. CollectorBooks.Read(_noc!.State, Site).Events.Where(one => one.Kind == "onu.down" && one.Entity == $"onu/{slot}" && one.State == state && one.At > since)];
        await WaitFor.TrueAsync(() => Told().Count > 0, Patience, $"onu/{slot} {state}");
        Assert.Single(Told());
    }
}
