using EdgeNoc.Agent.Metered;
using EdgeNoc.Agent.Updater;
using EdgeNoc.Agent.Updates;
using EdgeNoc.Common.Updates;

namespace EdgeNoc.Tests.Updates;

/// <summary>What the agent does for an order, and what it waits for.</summary>
public sealed class UpdatePlanTests
{
    private static readonly UpdatePackage Package = new("0.2.0", "all", 40_000_000, 110_000_000, new string('a', 64), UpdatePaths.Package(new string('a', 64)));

    private static readonly UpdateView View = new()
    {
        Order = new UpdateOrder("update", "pop-1", 7, Package), Running = "0.1.0", Job = null, Ends = UpdateEnds.None, Terms = UplinkTerms.Free, LastAckAge = TimeSpan.FromSeconds(3),
        FreeBytes = 8L << 30, Fetched = 0, IsWhole = false, HandedOver = false, Hopeless = null,
    };

    [Fact]
    public void An_order_is_fetched_handed_over_and_watched()
    {
        Assert.IsType<UpdateMove.Fetch>(UpdatePlan.Of(View));
        var whole = View with { IsWhole = true, Fetched = Package.Size };
        Assert.IsType<UpdateMove.HandOver>(UpdatePlan.Of(whole));
        Assert.Equal(UpdateStage.Verify, Assert.IsType<UpdateMove.Watch>(UpdatePlan.Of(whole with { HandedOver = true })).Stage);
        Assert.Equal(UpdateStage.Prove, Assert.IsType<UpdateMove.Watch>(UpdatePlan.Of(whole with { Job = new UpdateJob(7, "0.2.0", "0.1.0") { Stage = UpdateStage.Prove } })).Stage);
        Assert.IsType<UpdateMove.Rest>(UpdatePlan.Of(whole with { Running = "0.2.0", Ends = UpdateEnds.None.With(new(7, "0.2.0", null, null, default)) }));
    }

    [Fact]
    public void On_a_backup_uplink_or_without_money_nothing_is_fetched()
    {
        Assert.Equal("the main uplink", Waits(View with { Terms = new(Metered: true, MainExpected: true, Spent: false) }));
        Assert.Equal("the month's data are used up", Waits(View with { Terms = new(Metered: true, MainExpected: false, Spent: true) }));
        // A site that has no other way would else never get one.
        Assert.IsType<UpdateMove.Fetch>(UpdatePlan.Of(View with { Terms = new(Metered: true, MainExpected: false, Spent: false) }));
    }

    [Fact]
    public void Room_is_looked_for_before_anything_is_fetched_and_data_keep_theirs()
    {
        var needed = (2 * Package.Size) + Package.InstalledSize + UpdatePlan.ReserveBytes;
        Assert.Equal($"room: {needed >> 20} MB are needed and {(needed - 1) >> 20} MB are free", Waits(View with { FreeBytes = needed - 1 }));
        Assert.IsType<UpdateMove.Fetch>(UpdatePlan.Of(View with { FreeBytes = needed }));
        Assert.IsType<UpdateMove.Fetch>(UpdatePlan.Of(View with { FreeBytes = needed - 1_000_000, Fetched = 1_000_000 }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(121)]
    public void Without_an_answer_of_the_office_nothing_is_installed(int? ageS) =>
        Assert.StartsWith("the office's acknowledgement", Waits(View with { IsWhole = true, Fetched = Package.Size, LastAckAge = ageS is { } age ? TimeSpan.FromSeconds(age) : null }), StringComparison.Ordinal);

    [Fact]
    public void What_cannot_be_followed_is_refused_with_the_reason()
    {
        Assert.Contains("older than 0.3.0", Refuses(View with { Running = "0.3.0" }), StringComparison.Ordinal);
        Assert.Contains("not installed as a package", Refuses(View with { Running = null }), StringComparison.Ordinal);
        Assert.Contains("the package is for", Refuses(With(Package with { Arch = OwnSlot.Arch == "amd64" ? "arm64" : "amd64" })), StringComparison.Ordinal);
        Assert.Contains("at least 0.1.5", Refuses(With(Package with { MinVersion = "0.1.5" })), StringComparison.Ordinal);
        Assert.Equal("why", Refuses(View with { Hopeless = "why" }));
        Assert.IsType<UpdateMove.Fetch>(UpdatePlan.Of(With(Package with { Downgrade = true }) with { Running = "0.3.0" }));
    }

    [Fact]
    public void What_ended_failed_or_was_taken_back_is_left_alone()
    {
        Assert.IsType<UpdateMove.Rest>(UpdatePlan.Of(View with { Order = null }));
        Assert.IsType<UpdateMove.Rest>(UpdatePlan.Of(View with { Order = View.Order! with { Package = null } }));
        Assert.IsType<UpdateMove.Rest>(UpdatePlan.Of(View with { Ends = UpdateEnds.None.With(new(7, "0.2.0", UpdateStage.Prove, "why", default)) }));
        // Refused by root, which does not believe its number.
        Assert.IsType<UpdateMove.Rest>(UpdatePlan.Of(View with { Ends = new UpdateEnds(null, new(7, "0.2.0", UpdateStage.Verify, "why", default)) }));
        Assert.IsType<UpdateMove.Fetch>(UpdatePlan.Of(View with { Ends = UpdateEnds.None.With(new(6, "0.2.0", UpdateStage.Prove, "why", default)) }));
    }

    private static UpdateView With(UpdatePackage package) => View with { Order = View.Order! with { Package = package } };

    private static string Waits(UpdateView view) => Assert.IsType<UpdateMove.Wait>(UpdatePlan.Of(view)).For;

    private static string Refuses(UpdateView view) => Assert.IsType<UpdateMove.Refuse>(UpdatePlan.Of(view)).Reason;
}
