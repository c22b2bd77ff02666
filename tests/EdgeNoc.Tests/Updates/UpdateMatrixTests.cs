namespace EdgeNoc.Tests.Updates;

/// <summary>All that can happen to an update, in one emulated machine with systemd whose power is cut at each stage: afterwards one good version runs, and nothing that was polled is missing.</summary>
/// <remarks>For <c>./edgenoc chaos updates</c>, since it takes half an hour.</remarks>
[Trait("Category", "Slow")]
public sealed class UpdateMatrixTests(UpdateMatrixWorld world) : IClassFixture<UpdateMatrixWorld>
{
    [Fact(Explicit = true)]
    public Task A_good_version() => GoodAsync();

    [Fact(Explicit = true)]
    public Task Power_cut_in_the_download() => GoodAsync("download", "[ -e /var/lib/edgenoc-agent/update/package.deb.part ]");

    [Fact(Explicit = true)]
    public Task Power_cut_in_verify() => GoodAsync("verify", "job verify");

    [Fact(Explicit = true)]
    public Task Power_cut_in_install() => GoodAsync("install", "job install && [ -e /opt/edgenoc/.unpack ]");

    [Fact(Explicit = true)]
    public Task Power_cut_in_restart() => GoodAsync("restart", "job restart && [ -e /var/lib/edgenoc-updater/trial ]");

    [Fact(Explicit = true)]
    public Task Power_cut_in_prove() => GoodAsync("prove", "job prove");

    [Fact(Explicit = true)]
    public Task Power_cut_in_commit() => GoodAsync("commit", "job prove && [ ! -e /var/lib/edgenoc-updater/trial ]");

    [Fact(Explicit = true)]
    public Task Power_cut_while_it_goes_back() => BadAsync("crashing, cut while it goes back", VersionsOfAgent.Crashing, after: () => world.CutAtAsync("going back", "job go_back"));

    [Fact(Explicit = true)]
    public Task A_crashing_version() => BadAsync("crashing", VersionsOfAgent.Crashing);

    [Fact(Explicit = true)]
    public Task A_hanging_version() => BadAsync("hanging", VersionsOfAgent.Hanging);

    [Fact(Explicit = true)]
    public Task A_download_that_is_corrupt() => BadAsync("corrupt download", VersionsOfAgent.Good, (package, version) => world.Office.OrderDamagedAsync(package, version));

    [Fact(Explicit = true)]
    public Task A_disk_that_is_full_in_the_middle() => BadAsync(
        "disk full in the middle",
        VersionsOfAgent.Good,
        async (package, version) =>
        {
            // At once all that anybody may have, then what is kept for root.
            await world.Pop.TryAsync("systemd-run --unit=filler bash -c 'until [ -e /opt/edgenoc/.unpack ]; do sleep 0.02; done; fallocate -l $(df --output=avail -B1 / | tail -n 1) /filler; cat /dev/zero >/filler-2'");
            await world.Office.OrderAsync(package, version);
        },
        until: () => world.Pop.TryAsync("systemctl stop filler; rm -f /filler /filler-2"));

    private Task GoodAsync(string? stage = null, string sign = "") => world.CaseAsync(async () =>
    {
        var version = await world.OrderAsync(VersionsOfAgent.Good);
        if (stage is not null) await world.CutAtAsync(stage, sign);
        await world.Office.RunsAsync(version);
        await world.RestsAsync(version, stage is null ? "a good version" : $"power cut at {stage}");
    });

    private Task BadAsync(string what, Func<string, string> make, Func<string, string, Task>? order = null, Func<Task>? after = null, Func<Task>? until = null) => world.CaseAsync(async () =>
    {
        var version = await world.OrderAsync(make, order);
        if (after is not null) await after();
        var reason = await world.Office.FailedAsync(version, remains: world.Runs);
        if (until is not null) await until();
        await world.RestsAsync(world.Runs, $"{what}: {version} undone ({reason})");
    });
}
