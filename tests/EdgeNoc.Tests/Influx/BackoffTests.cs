using EdgeNoc.Collector.Influx;

namespace EdgeNoc.Tests.Influx;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(1, 125, 250)]
    [InlineData(2, 250, 500)]
    [InlineData(6, 4_000, 8_000)]
    [InlineData(7, 5_000, 10_000)]
    [InlineData(int.MaxValue, 5_000, 10_000)]
    public void Waits_double_up_to_ten_seconds_with_jitter(int attempt, int lowMs, int highMs)
    {
        var random = new Random(1);
        var waits = Enumerable.Range(0, 200).Select(_ => Backoff.Next(attempt, null, random).TotalMilliseconds).ToArray();
        Assert.All(waits, wait => Assert.InRange(wait, lowMs, highMs));
        Assert.True(waits.Max() - waits.Min() > (highMs - lowMs) * 0.8);
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(100_000, 300)]
    public void What_the_database_asks_for_counts_up_to_five_minutes(int askedS, int expectedS) =>
        Assert.Equal(TimeSpan.FromSeconds(expectedS), Backoff.Next(1, TimeSpan.FromSeconds(askedS), new Random(1)));
}
