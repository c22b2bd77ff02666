using EdgeNoc.Agent.Cabinet.Board;
using EdgeNoc.Agent.Host;
using EdgeNoc.Common.Events;
using EdgeNoc.Tests.Outbox;

namespace EdgeNoc.Tests.Cabinet;

/// <summary>The Raspberry Pi itself: heat, supply, memory, wear.</summary>
public sealed class CabinetBoardTests
{
    [Fact]
    public void Heat_is_said_after_three_looks_and_over_well_below()
    {
        var board = BoardHealth.AtStart(hot: false, supplyLow: false);
        board = board.Look(85, null, 80, S(10)).Look(81, null, 80, S(20));
        Assert.False(board.Hot);
        Assert.False(board.Look(79, null, 80, S(30)).Look(90, null, 80, S(40)).Hot);
        board = board.Look(80, null, 80, S(30));
        Assert.True(board.Hot);
        Assert.True(board.Look(72.1, null, 80, S(40)).Hot);
        Assert.True(board.Look(null, null, 80, S(50)).Hot);
        Assert.False(board.Look(72, null, 80, S(60)).Hot);
    }

    [Theory]
    [InlineData(0, 0x1, true)]
    [InlineData(0, 0x10000, true)]
    [InlineData(0x10000, 0x10000, false)]
    [InlineData(0, 0x50004, true)]
    [InlineData(0, 0x4, false)]
    [InlineData(0x50000, 0x50005, true)]
    public void A_weak_supply_is_one_now_or_since_the_last_look(long before, long after, bool low) =>
        Assert.Equal(low, BoardHealth.AtStart(hot: false, supplyLow: false).Look(null, before, 80, S(10)).Look(null, after, 80, S(20)).SupplyLow);

    [Fact]
    public void What_the_firmware_remembers_from_before_this_run_is_no_news() =>
        Assert.False(BoardHealth.AtStart(hot: false, supplyLow: false).Look(null, 0x50000, 80, S(10)).SupplyLow);

    [Fact]
    public void A_supply_is_well_again_after_ten_minutes_without_a_dip()
    {
        var board = BoardHealth.AtStart(hot: false, supplyLow: false).Look(null, 0x1, 80, S(10)).Look(null, 0x10000, 80, S(20));
        Assert.True(board.Look(null, 0x10000, 80, S(619)).SupplyLow);
        Assert.False(board.Look(null, 0x10000, 80, S(620)).SupplyLow);
    }

    [Fact]
    public async Task Heat_and_supply_are_events_with_what_was_measured()
    {
        using var stores = new EdgeStores();
        var (temp, bits) = (60.0, 0L);
        await using var watch = new BoardWatch(stores.Events, stores.Clock, () => temp, () => bits, hotC: 80);
        Pass(stores, 30);
        Assert.Empty(stores.AllEvents());
        (temp, bits) = (83.26, 0x50005);
        Pass(stores, 30);
        (temp, bits) = (60, 0x50000);
        Pass(stores, 620);
        Assert.Equal(
            ["agent.undervoltage Raised High throttled=327685", "agent.temp_high Raised Medium soc_temp_c=83.3", "agent.temp_high Cleared Medium soc_temp_c=60", "agent.undervoltage Cleared High throttled=327680"],
            stores.AllEvents().Select(Text));
    }

    [Fact]
    public async Task A_restart_neither_repeats_heat_nor_forgets_it()
    {
        using var stores = new EdgeStores();
        await using (new BoardWatch(stores.Events, stores.Clock, () => 90, () => null, hotC: 80)) Pass(stores, 60);
        await using (new BoardWatch(stores.Events, stores.Clock, () => 90, () => null, hotC: 80)) Pass(stores, 60);
        Assert.Single(stores.AllEvents());
        await using (new BoardWatch(stores.Events, stores.Clock, () => 50, () => null, hotC: 80)) Pass(stores, 60);
        Assert.Equal(EventState.Cleared, stores.AllEvents()[^1].State);
    }

    [Fact]
    public void Memory_is_what_no_program_could_have() =>
        Assert.Equal(75, MemInfo.UsedPct("MemTotal:        1000000 kB\nMemFree:          100000 kB\nMemAvailable:     250000 kB\n"));

    [Theory]
    [InlineData("")]
    [InlineData("MemTotal: 1000000 kB\n")]
    [InlineData("MemTotal: x kB\nMemAvailable: 5 kB\n")]
    [InlineData("MemTotal: 0 kB\nMemAvailable: 5 kB\n")]
    public void Without_a_word_of_the_kernel_there_is_no_figure(string text) => Assert.Null(MemInfo.UsedPct(text));

    [Fact]
    public void The_card_wears_by_the_day()
    {
        var pace = WritePace.Empty;
        for (var minute = 0; minute <= 59; minute++) pace = pace.Add(TimeSpan.FromMinutes(minute), 1_000 + minute);
        Assert.Null(pace.MbDay);
        for (var minute = 60; minute <= 26 * 60; minute++) pace = pace.Add(TimeSpan.FromMinutes(minute), 1_000 + minute);
        Assert.Equal(1_440, pace.MbDay!.Value, 0.001);
        Assert.InRange(pace.Marks.Count, 24, 27);
        // What was written long ago does not count any more.
        for (var minute = 0; minute <= 26 * 60; minute++) pace = pace.Add(TimeSpan.FromMinutes((26 * 60) + minute), 1_000 + (26 * 60));
        Assert.Equal(0, pace.MbDay);
    }

    private static void Pass(EdgeStores stores, int seconds) => stores.Time.Advance(TimeSpan.FromSeconds(seconds));

    private static string Text(EdgeEvent said) => FormattableString.Invariant($"{said.Kind} {said.State} {said.Severity} {string.Join(' ', said.Values.Select(value => FormattableString.Invariant($"{value.Key}={value.Value}")))}");

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);
}
