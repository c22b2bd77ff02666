using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Delivery;

namespace EdgeNoc.Tests.Channels;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(1, 0.5, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(5, 8, 16)]
    [InlineData(9, 128, 256)]
    [InlineData(10, 150, 300)]
    [InlineData(long.MaxValue, 150, 300)]
    public void Waits_double_up_to_five_minutes_with_jitter(long failures, double shortest, double longest)
    {
        var random = new Random(3);
        var waits = Enumerable.Range(0, 100).Select(_ => Backoff.After(failures, null, random).TotalSeconds).ToList();
        Assert.All(waits, wait => Assert.InRange(wait, shortest, longest));
        Assert.True(waits.Distinct().Count() > 50);
    }

    [Fact]
    public void What_the_provider_asks_for_is_the_least() => Assert.Equal(TimeSpan.FromMinutes(9), Backoff.After(1, TimeSpan.FromMinutes(9), new Random(3)));
}
