using EdgeNoc.Agent.Metered;
using EdgeNoc.Common.Updates;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Updates;

/// <summary>A package on its way over real HTTPS: lines that break or cost money, bytes that are wrong, a disk that is full.</summary>
public sealed class UpdateDownloadTests
{
    private const long Megabyte = 1 << 20;

    /// <summary>TLS's own: two handshakes, and 22 bytes for each record of some kilobytes.</summary>
    private const long Overhead = 60_000;

    /// <summary>Of a record that had not come whole when the line broke, and TLS's own up to there.</summary>
    private const long OneRecord = 32_000;

    [Fact]
    public async Task A_line_that_breaks_in_the_middle_is_gone_on_from_without_asking_anything_twice()
    {
        await using var office = await PackageOffice.StartAsync(new HastyTime());
        office.Line.BytesPerSecond = 1 << 20;
        office.Order();
        await office.HereAsync(Megabyte);
        office.Line.Cut();
        var passed = office.Line.Passed;
        await WaitFor.TrueAsync(() => office.Begins.Count > 1, TimeSpan.FromSeconds(30), "a second request");
        office.Line.BytesPerSecond = 0;
        await office.ArrivesAsync();

        var beyond = office.Line.Passed - PackageOffice.PackageBytes;
        TestContext.Current.TestOutputHelper?.WriteLine($"went on from byte {office.Begins[1]} of {PackageOffice.PackageBytes}, {passed} had passed; {beyond} bytes beyond the package in all");
        Assert.Equal(0, office.Begins[0]);
        Assert.True(office.Begins[1] >= Megabyte && passed - office.Begins[1] < OneRecord, "what had come was asked for again");
        Assert.InRange(beyond, 0, Overhead);
    }

    [Fact]
    public async Task On_a_backup_line_it_waits_and_goes_on_when_the_main_one_is_back()
    {
        await using var office = await PackageOffice.StartAsync(new HastyTime());
        var backup = new UplinkTerms(Metered: true, MainExpected: true, Spent: false);
        office.Terms = backup;
        office.Order();
        await office.SaysAsync(WaitsForMain, "that it waits");
        Assert.Empty(office.Begins);

        office.Line.BytesPerSecond = 1 << 20;
        office.Terms = UplinkTerms.Free;
        await office.HereAsync(Megabyte);
        office.Terms = backup;
        await office.SaysAsync(WaitsForMain, "that it waits again");
        var (here, requests) = (office.Here, office.Begins.Count);
        Assert.InRange(here, Megabyte, PackageOffice.PackageBytes - 1);

        office.Line.BytesPerSecond = 0;
        office.Terms = UplinkTerms.Free;
        await office.ArrivesAsync();
        Assert.Equal(here, office.Begins[requests]);

        static bool WaitsForMain(UpdateReport report) => report is { Wanted: "0.2.0", Stage: "download", WaitsFor: "the main uplink" };
    }

    [Fact]
    public async Task A_wrong_byte_has_the_whole_downloaded_once_more()
    {
        await using var office = await PackageOffice.StartAsync(new HastyTime());
        office.TurnByte();
        office.Asked = number =>
        {
            if (number == 2) office.TurnByte();
        };
        office.Order();
        await office.ArrivesAsync();
        Assert.Equal([0, 0], office.Begins);
        Assert.Null(office.Site.Now!.FailedReason);
    }

    [Fact]
    public async Task What_comes_damaged_twice_is_refused_with_the_reason_and_not_asked_for_again()
    {
        await using var office = await PackageOffice.StartAsync(new HastyTime());
        office.TurnByte();
        office.Order();
        await office.SaysAsync(report => report is { FailedOrder: 1, FailedVersion: "0.2.0", FailedStage: "verify", FailedReason: { } reason } && reason.Contains("damaged twice", StringComparison.Ordinal), "that it refuses");
        Assert.Equal([0, 0], office.Begins);
        Assert.False(office.IsHandedOver);
        await WaitFor.TrueAsync(() => office.Here == 0 && !File.Exists(office.Paths.Package), TimeSpan.FromSeconds(10), "nothing of it to be left");
    }

    [Fact]
    public async Task A_disk_that_is_full_in_the_middle_is_waited_for_and_gets_its_room_back_meanwhile()
    {
        Assert.SkipWhen(SmallDisk.Missing is not null, SmallDisk.Missing ?? "");
        using var disk = SmallDisk.Mount(RigDirectory.New("update-disk"), megabytes: 240);
        await using var office = await PackageOffice.StartAsync(new HastyTime(), state: Path.Combine(disk.Path, "state"));
        office.Line.BytesPerSecond = 1 << 20;
        office.Order(path => new DriveInfo(path).AvailableFreeSpace);
        await office.HereAsync(Megabyte);
        disk.Fill();
        await office.SaysAsync(report => report is { Wanted: "0.2.0", Stage: "download", WaitsFor: { } what, FailedReason: null } && what.StartsWith("room: ", StringComparison.Ordinal), "that it waits for room");
        await WaitFor.TrueAsync(() => office.Here == 0, TimeSpan.FromSeconds(10), "half a package to be thrown away, for data come first");

        disk.Free();
        office.Line.BytesPerSecond = 0;
        await office.ArrivesAsync();
    }

    [Fact]
    public async Task A_disk_that_is_full_all_at_once_breaks_nothing_either()
    {
        Assert.SkipWhen(SmallDisk.Missing is not null, SmallDisk.Missing ?? "");
        using var disk = SmallDisk.Mount(RigDirectory.New("update-disk"), megabytes: 16);
        await using var office = await PackageOffice.StartAsync(new HastyTime(), state: Path.Combine(disk.Path, "state"));
        // Nobody knows how much is free: writing fails, and that is how it is found.
        var known = false;
        office.Line.BytesPerSecond = 1 << 20;
        office.Order(_ => known ? 0 : null);
        await office.HereAsync(Megabyte);
        disk.Fill();
        await WaitFor.TrueAsync(() => office.Here == 0, TimeSpan.FromSeconds(30), "half a package to be thrown away");
        known = true;
        await office.SaysAsync(report => report.WaitsFor?.StartsWith("room: ", StringComparison.Ordinal) == true, "that it waits for room");

        disk.Free();
        known = false;
        office.Line.BytesPerSecond = 0;
        await office.ArrivesAsync();
    }
}
