using EdgeNoc.Common.Signing;
using EdgeNoc.Common.Updates;

namespace EdgeNoc.Tests.Updates;

/// <summary>Root believes neither the agent nor what lies in its folder.</summary>
public sealed class UpdaterRefusalTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly UpdaterWorld _world = new();

    [Fact]
    public async Task A_package_whose_bytes_changed_is_not_installed()
    {
        _world.HandOver("0.2.0", "good");
        var bytes = File.ReadAllBytes(_world.Paths.Package);
        bytes[^100] ^= 1;
        File.WriteAllBytes(_world.Paths.Package, bytes);
        await RefusedAsync("damaged");
    }

    [Fact]
    public async Task A_link_in_place_of_the_package_is_not_followed()
    {
        _world.HandOver("0.2.0", "good");
        File.Move(_world.Paths.Package, Path.Combine(_world.Folder, "elsewhere.deb"));
        File.CreateSymbolicLink(_world.Paths.Package, Path.Combine(_world.Folder, "elsewhere.deb"));
        await RefusedAsync("damaged");
    }

    [Fact]
    public async Task An_order_that_nobody_of_the_office_signed_is_refused()
    {
        using var stranger = SigningKey.Make();
        _world.HandOver("0.2.0", "good", signer: stranger);
        await RefusedAsync("signed with key");
    }

    [Fact]
    public async Task An_order_for_another_site_is_refused()
    {
        _world.HandOver("0.2.0", "good", site: "pop-2");
        await RefusedAsync("pop-2");
    }

    [Fact]
    public async Task An_older_version_needs_the_office_s_word_that_it_is_meant()
    {
        _world.HandOver("0.0.9", "good");
        await RefusedAsync("older than 0.1.0");
        _world.HandOver("0.0.9", "good", order: 2, change: package => package with { Downgrade = true });
        await _world.RunAsync(Ct);
        _world.AssertRests("0.0.9");
    }

    [Fact]
    public async Task An_order_that_was_here_before_is_not_taken_again()
    {
        _world.HandOver("0.2.0", "good", order: 5);
        await _world.RunAsync(Ct);
        _world.AssertRests("0.2.0");
        foreach (var replayed in new[] { 5, 4 })
        {
            _world.HandOver("0.3.0", "good", order: replayed);
            await _world.RunAsync(Ct);
            Assert.Equal("0.2.0", _world.Running);
            Assert.Contains("was here already", _world.Ends.Failed!.Reason, StringComparison.Ordinal);
            Assert.Equal(5, _world.Ends.Newest);
        }
    }

    [Fact]
    public async Task A_version_that_can_take_over_only_from_a_newer_one_waits_for_that()
    {
        _world.HandOver("0.9.0", "good", change: package => package with { MinVersion = "0.5.0" });
        await RefusedAsync("at least 0.5.0");
    }

    [Fact]
    public async Task A_package_that_is_another_than_its_order_says_is_refused()
    {
        _world.HandOver("0.2.0", "good", change: package => package with { Version = "0.2.1" });
        await RefusedAsync("the package is not edgenoc-agent 0.2.1 amd64");
    }

    [Fact]
    public async Task A_version_that_does_not_start_in_its_slot_is_never_switched_to()
    {
        _world.Preflight = _ => "libmosquitto.so.2 is not installed";
        _world.HandOver("0.2.0", "good");
        await RefusedAsync("libmosquitto.so.2");
        Assert.DoesNotContain("about to switch", _world.Points);
    }

    [Fact]
    public async Task The_first_office_is_the_one_that_root_believes_until_somebody_says_otherwise()
    {
        _world.HandOver("0.2.0", "good");
        await _world.RunAsync(Ct);
        using var taken = SigningKey.Make();
        _world.TrustOffice(taken);
        _world.HandOver("0.3.0", "good", order: 2, signer: taken);
        await _world.RunAsync(Ct);
        Assert.Equal("0.2.0", _world.Running);
        Assert.Contains("updater trust", _world.Ends.Failed!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_order_changes_nothing()
    {
        foreach (var nonsense in new[] { "", "{", "[]", "{\"v\":1}", new string('x', 200_000) })
        {
            File.WriteAllText(_world.Paths.Order, nonsense);
            File.WriteAllText(_world.Paths.Ready, "");
            await _world.RunAsync(Ct);
            Assert.False(File.Exists(_world.Paths.Ready));
            Assert.Equal("0.1.0", _world.Running);
        }
    }

    private async Task RefusedAsync(string reason)
    {
        await _world.RunAsync(Ct);
        Assert.Equal("0.1.0", _world.Running);
        Assert.Equal("0.1.0", _world.Paths.Named("current"));
        Assert.Contains(reason, _world.Ends.Failed!.Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(_world.Paths.Ready));
        Assert.Null(new EdgeNoc.Agent.Updater.UpdaterFiles(_world.Paths).Job);
    }
}
