using System.Security.Cryptography;
using EdgeNoc.Agent.Updater;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Updates;

/// <summary>A disk that is full in the middle: whatever could not be written, one good version runs and the room is given back.</summary>
public sealed class UpdaterDiskTests : IDisposable
{
    private const long Megabyte = 1 << 20;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly SmallDisk? _disk;
    private readonly string _folder = RigDirectory.New("updater-disk");

    public UpdaterDiskTests()
    {
        Assert.SkipWhen(SmallDisk.Missing is not null, SmallDisk.Missing ?? "");
        _disk = SmallDisk.Mount(_folder, megabytes: 256);
    }

    public void Dispose() => _disk?.Dispose();

    [Fact]
    public async Task Full_while_the_package_is_copied()
    {
        var world = new UpdaterWorld(Path.Combine(_folder, "pop"));
        world.HandOver("0.2.0", "good", weight: RandomNumberGenerator.GetBytes((int)(4 * Megabyte)));
        _disk!.Fill(leaveBytes: Megabyte);
        await world.RunAsync(Ct);
        world.AssertRests("0.1.0");
        Assert.Contains("cannot be kept", world.Ends.Failed!.Reason, StringComparison.Ordinal);
        await NextIsWelcomeAsync(world);
    }

    [Fact]
    public async Task Full_while_it_is_unpacked()
    {
        var world = new UpdaterWorld(Path.Combine(_folder, "pop"));
        // Its order says less than there is in it: the look at the room beforehand is passed.
        world.HandOver("0.2.0", "good", weight: RandomNumberGenerator.GetBytes((int)(70 * Megabyte)), change: package => package with { InstalledSize = 1 });
        _disk!.Fill(leaveBytes: (70 + 67) * Megabyte);
        await world.RunAsync(Ct);
        world.AssertRests("0.1.0");
        Assert.NotNull(world.Ends.Failed!.Reason);
        Assert.Equal(UpdateStage.Install, world.Ends.Failed.Stage);
        await NextIsWelcomeAsync(world);
    }

    [Fact]
    public async Task Full_while_it_has_to_prove_itself()
    {
        var world = new UpdaterWorld(Path.Combine(_folder, "pop"));
        world.HandOver("0.2.0", "mute");
        world.OnPoint = point =>
        {
            if (point == "to be proved") _disk!.Fill();
        };
        await world.RunAsync(Ct);
        world.AssertRests("0.1.0");
        await NextIsWelcomeAsync(world);
    }

    private async Task NextIsWelcomeAsync(UpdaterWorld world)
    {
        _disk!.Free();
        world.OnPoint = static _ => { };
        world.HandOver("0.2.0", "good", order: 2);
        await world.RunAsync(Ct);
        world.AssertRests("0.2.0");
    }
}
