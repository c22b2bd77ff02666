using EdgeNoc.Collector.Inventory;
using EdgeNoc.Common.Events;
using EdgeNoc.Tests.Alerts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Inventory;

/// <summary>What is over leaves after its time; what still stands, or was not told yet, stays whatever its age.</summary>
public sealed class AlertHistoryTests : IDisposable
{
    private readonly Story _story = new(onDisk: false);

    public void Dispose() => _story.Dispose();

    [Fact]
    public async Task Decisions_leave_after_a_season_and_what_is_over_after_a_year_but_what_stands_stays()
    {
        _story.Receive(1, Down(1, EventState.Raised), Down(2, EventState.Raised));
        await _story.PassForAsync(60);
        _story.Receive(2, Down(1, EventState.Cleared));
        await _story.PassForAsync(300);
        Assert.Equal([2, 1, 2], Counts("alerts", "incidents", "received"));
        Assert.NotEmpty(_story.Decisions());

        Upkeep(days: 91);
        Assert.Empty(_story.Decisions());
        Assert.Equal([2, 1, 2, 3], Counts("alerts", "incidents", "received", "events"));

        Upkeep(days: 310);
        Assert.Equal([2, 1, 0], Counts("alerts", "incidents", "events"));
        _story.Receive(3, Down(2, EventState.Cleared));
        await _story.PassForAsync(300);
        Assert.Equal("recovery", _story.PurposesTo("628111")[^1]);

        Upkeep(days: 401);
        Assert.Equal([0, 0, 0, 0, 0, 0], Counts("alerts", "incidents", "events", "outbox", "notified", "escalations"));
    }

    private EdgeEvent Down(int number, EventState state) => _story.Onu(number, state);

    private void Upkeep(int days)
    {
        _story.Clock.Now += TimeSpan.FromDays(days);
        using var upkeep = new HistoryUpkeep(_story.Database, _story.Clock, NullLogger<HistoryUpkeep>.Instance);
        upkeep.Run(default);
    }

    private List<long> Counts(params string[] tables) => [.. tables.Select(table => _story.Query<long>($"SELECT COUNT(*) FROM {table}")[0])];
}
