using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Tests.Stories;

/// <summary>A real agent that is given a store it cannot use: it says why and what to do, polls on, overwrites nothing, and goes back to the disk by itself.</summary>
[Trait("Category", "Slow")]
public sealed class UnusableStoreTests : IAsyncLifetime
{
    private const string Nobody = "65534";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = RigDirectory.New("unusable");
    private OltServer _olt = null!;

    public async ValueTask InitializeAsync() => _olt = await OltServer.StartAsync(new OltServerOptions
    {
        Listen = new IPEndPoint(IPAddress.Loopback, 0), User = "admin", Password = "olt-secret", Plan = new OltPlan(16, Pons: 2, Seed: 5),
    });

    public ValueTask DisposeAsync() => _olt.DisposeAsync();

    [Fact]
    public async Task A_store_of_a_newer_version()
    {
        var state = await LivedInAsync(Path.Combine(_folder, "state"));
        foreach (var store in Stores(state))
        {
            using var connection = SqliteStore.Open(store, "FULL");
            SqliteStore.Execute(connection, "PRAGMA user_version=77; PRAGMA wal_checkpoint(TRUNCATE);");
        }

        var before = Stores(state).Select(File.ReadAllBytes).ToList();
        await using var agent = Start(state);
        await SaysAsync(agent, "events.db has schema 77, this version knows up to .*install the newer version again, or move the file away");
        await SaysAsync(agent, "telemetry.db has schema 77");
        await PollsAsync(3);
        Assert.Equal(before, Stores(state).Select(File.ReadAllBytes));
        foreach (var store in Stores(state)) File.Move(store, $"{store}.newer");
        await ReturnsAsync(agent, state);
    }

    [Fact]
    public async Task A_store_of_another_user()
    {
        Assert.SkipWhen(Environment.UserName != "root", "running as another user needs root");
        var state = await LivedInAsync(Path.Combine(_folder, "state"));
        var before = Stores(state).Select(File.ReadAllBytes).ToList();
        await using var agent = Start(state, 1, "setpriv", "--reuid", Nobody, "--regid", Nobody, "--clear-groups", "--");
        await SaysAsync(agent, $"{state} cannot be written by user .*: give it to that user, or set state_dir to another folder");
        await PollsAsync(3);
        Assert.Equal(before, Stores(state).Select(File.ReadAllBytes));
        SystemCommand.Run("chown", "-R", $"{Nobody}:{Nobody}", state);
        await ReturnsAsync(agent, state);
    }

    [Fact]
    public async Task A_single_file_of_another_user()
    {
        Assert.SkipWhen(Environment.UserName != "root", "running as another user needs root");
        var state = await LivedInAsync(Path.Combine(_folder, "state"));
        SystemCommand.Run("chown", "-R", $"{Nobody}:{Nobody}", state);
        SystemCommand.Run("chown", "root:root", Path.Combine(state, "events.db"));
        var before = File.ReadAllBytes(Path.Combine(state, "events.db"));
        await using var agent = Start(state, 1, "setpriv", "--reuid", Nobody, "--regid", Nobody, "--clear-groups", "--");
        await SaysAsync(agent, "events.db cannot be used .* make it writable for the agent's user");
        await PollsAsync(3);
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(state, "events.db")));
        SystemCommand.Run("chown", $"{Nobody}:{Nobody}", Path.Combine(state, "events.db"));
        await SaysAsync(agent, "events are kept on disk again");
    }

    [Fact]
    public async Task A_disk_that_is_read_only()
    {
        Assert.SkipWhen(SmallDisk.Missing is not null, SmallDisk.Missing ?? "");
        using var disk = SmallDisk.Mount(Path.Combine(_folder, "disk"), 64);
        var state = await LivedInAsync(Path.Combine(disk.Path, "state"));
        disk.SetReadOnly(true);
        await using var agent = Start(state);
        await SaysAsync(agent, $"{state} cannot be .*: .*(set state_dir to another folder)");
        await SaysAsync(agent, "events.db cannot be used .*kept in RAM only.*make it writable");
        await PollsAsync(3);
        disk.SetReadOnly(false);
        await ReturnsAsync(agent, state);
    }

    [Fact]
    public async Task A_disk_that_is_full()
    {
        Assert.SkipWhen(SmallDisk.Missing is not null, SmallDisk.Missing ?? "");
        using var disk = SmallDisk.Mount(Path.Combine(_folder, "disk"), 48);
        var state = await LivedInAsync(Path.Combine(disk.Path, "state"));
        var before = Stores(state).Select(File.ReadAllBytes).ToList();
        disk.Fill();
        await using var agent = Start(state);
        await SaysAsync(agent, "events.db cannot be used .*make room on the disk; the agent then goes back to it by itself");
        await PollsAsync(3);
        Assert.Equal(before, Stores(state).Select(File.ReadAllBytes));
        disk.Free();
        await ReturnsAsync(agent, state);
        Assert.DoesNotContain(agent.Output, line => line.Contains("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_disk_with_room_kept_for_events()
    {
        Assert.SkipWhen(SmallDisk.Missing is not null, SmallDisk.Missing ?? "");
        using var disk = SmallDisk.Mount(Path.Combine(_folder, "disk"), 128);
        var state = await LivedInAsync(Path.Combine(disk.Path, "state"));
        disk.Fill();
        await using var agent = Start(state, minFreeMb: 20);
        await SaysAsync(agent, "the room kept for events is used now; make room on the disk");
        await SaysAsync(agent, "telemetry stays in RAM, .*make room on the disk");
        await PollsAsync(5);
        Assert.Single(agent.Output, line => line.Contains("telemetry stays in RAM", StringComparison.Ordinal));
        Assert.DoesNotContain(agent.Output, line => line.Contains("   at ", StringComparison.Ordinal) || line.Contains("cannot be used", StringComparison.Ordinal));
        disk.Free();
        await HoldsAsync(Path.Combine(state, "telemetry.db"));
        Assert.True(await agent.StopAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_second_agent_on_the_same_store()
    {
        var state = Path.Combine(_folder, "state");
        await using var first = Start(state);
        await PollsAsync(2);
        await using var second = Start(state);
        await WaitFor.TrueAsync(() => second.HasExited, Patience, "the second agent to end");
        Assert.NotEqual(0, second.ExitCode);
        Assert.Contains(second.Output, line => Regex.IsMatch(line, @"another agent \(process \d+\) already uses .*: stop it first, or give this one a state_dir of its own"));
        Assert.DoesNotContain(second.Output, line => line.Contains("   at ", StringComparison.Ordinal));
        await PollsAsync(2);
        Assert.False(first.HasExited);
    }

    /// <summary>A folder in which an agent has polled and was stopped, with something in both stores.</summary>
    private async Task<string> LivedInAsync(string state)
    {
        await using var agent = Start(state);
        await PollsAsync(3);
        Assert.True(await agent.StopAsync(TimeSpan.FromSeconds(30)));
        Assert.All(Stores(state), store => Assert.True(new FileInfo(store).Length > 0));
        return state;
    }

    private ManagedProcess Start(string state, int minFreeMb = 1, params string[] wrapper)
    {
        var config = Path.Combine(_folder, "agent.json");
        File.WriteAllText(Path.Combine(_folder, "olt.pw"), "olt-secret\n");
        File.WriteAllText(config, JsonSerializer.Serialize(new
        {
            site = "kdr-03",
            state_dir = state,
            broker = new { urls = new[] { "mqtt://127.0.0.1:9" } },
            outbox = new { min_free_mb = minFreeMb },
            devices = new[] { new { id = "olt-1", driver = "hioso-epon", url = _olt.Address.ToString().TrimEnd('/'), user = "admin", password_file = Path.Combine(_folder, "olt.pw"), interval_s = 1 } },
        }));
        string[] command = [.. wrapper, Built.Agent, "run", "--config", config];
        return ManagedProcess.Start(new ProcessPlan(command[0], command[1..]) { LogFile = Path.Combine(_folder, "agent.log") });
    }

    private static IEnumerable<string> Stores(string state) => [Path.Combine(state, "events.db"), Path.Combine(state, "telemetry.db")];

    private static Task<string> SaysAsync(ManagedProcess agent, string pattern) => agent.WaitForLineAsync(pattern, Patience);

    private Task PollsAsync(int more)
    {
        var wanted = _olt.Ledger.Pages.Count + more;
        return WaitFor.TrueAsync(() => _olt.Ledger.Pages.Count >= wanted, Patience, $"{more} more polls");
    }

    /// <summary>Both stores are on disk again, with what was kept in RAM; what they held before is there too.</summary>
    private async Task ReturnsAsync(ManagedProcess agent, string state)
    {
        await SaysAsync(agent, "events are kept on disk again");
        await SaysAsync(agent, "telemetry is kept on disk again");
        await PollsAsync(2);
        Assert.True(await agent.StopAsync(TimeSpan.FromSeconds(30)));
        foreach (var store in Stores(state)) await HoldsAsync(store);
    }

    private static Task HoldsAsync(string store) => WaitFor.TrueAsync(() => Holds(store), Patience, $"{store} to be sound and hold something");

    private static bool Holds(string store)
    {
        try
        {
            using var connection = SqliteStore.OpenToRead(store);
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT value FROM meta WHERE name = 'rows' AND CAST(value AS INTEGER) > 0";
            StoreRescue.Check(connection);
            return command.ExecuteScalar() is not null;
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return false;
        }
    }
}
