using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Stories;

/// <summary>From the page of an OLT to the office's inventory, on the real parts.</summary>
[Trait("Category", "Slow")]
public sealed class OnuStoryTests
{
    [Fact]
    public async Task Every_onu_of_an_olt_is_in_the_inventory_and_nobody_is_called_new()
    {
        await using var world = await StoryWorld.StartAsync();
        await WaitFor.TrueAsync(
            () => world.Collected("SELECT entity FROM onus WHERE site = 'story-pop' AND device = 'olt-1' AND gone_ms IS NULL").Count == StoryWorld.Onus,
            TimeSpan.FromSeconds(60),
            "every ONU to be in the inventory");
        Assert.Equal(StoryWorld.Onus, world.Collected("SELECT DISTINCT mac FROM onus WHERE mac IS NOT NULL").Count);
        Assert.Empty(world.Collected("SELECT kind FROM events"));
    }
}
