using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Tests.Outbox;

/// <summary>Rows that wait for a way that costs nothing.</summary>
public sealed class HeldRowsTests : IDisposable
{
    private EdgeStores _stores = new();

    public void Dispose() => _stores.Dispose();

    [Fact]
    public void They_are_numbered_and_stored_and_leave_with_the_backlog_only()
    {
        _stores.Telemetry.Start();
        Hold(1);
        _stores.WriteBatch(2);
        Assert.Equal([2L], EdgeStores.Numbers(_stores.Telemetry.TakeLive()!.Payload));
        Assert.Null(_stores.Telemetry.TakeLive());
        _stores.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(2, _stores.Store.Rows);
        var backlog = _stores.Telemetry.TakeBacklog()!;
        Assert.Equal([1L], EdgeStores.Numbers(backlog.Payload));
        _stores.Telemetry.Acknowledge(backlog.Key.Boot, MessageClass.Telemetry, SequenceRanges.Of([backlog.Key.Seq]));
        Assert.Equal(1, _stores.Store.Rows);
    }

    [Fact]
    public void A_power_cut_takes_no_more_of_them_than_of_others()
    {
        _stores.Telemetry.Start();
        Hold(1, 2, 3);
        _stores.Time.Advance(TimeSpan.FromSeconds(5));
        using var after = _stores.AfterPowerCut();
        Assert.Equal([1L, 2L, 3L], EdgeStores.Numbers(after.Telemetry.TakeBacklog()!.Payload));
    }

    [Fact]
    public void What_is_still_in_RAM_goes_at_once_when_nothing_is_held_back_any_more()
    {
        Hold(1);
        _stores.Telemetry.CloseBatch();
        Assert.False(_stores.Telemetry.LiveWaiting);
        _stores.Telemetry.ReleaseHeld();
        Assert.Equal([1L], EdgeStores.Numbers(_stores.Telemetry.TakeLive()!.Payload));
    }

    [Fact]
    public void A_stop_writes_them_down_too()
    {
        Hold(1);
        _stores.Telemetry.CloseBatch();
        Assert.True(_stores.Telemetry.CommitNow(lastChance: true));
        _stores = _stores.Restarted();
        Assert.Equal([1L], EdgeStores.Numbers(_stores.Telemetry.TakeBacklog()!.Payload));
    }

    [Fact]
    public void Over_a_metered_way_a_batch_waits_for_company_as_long_as_without_any()
    {
        _stores.Telemetry.Metered = true;
        _stores.Telemetry.Write("olt-1", [new NumberedPoint(1)], _stores.Time.GetUtcNow());
        _stores.Time.Advance(TelemetryOutbox.OfflineBatchAge - TimeSpan.FromMilliseconds(1));
        Assert.Null(_stores.Telemetry.TakeLive());
        _stores.Telemetry.Write("olt-2", [new NumberedPoint(2)], _stores.Time.GetUtcNow());
        _stores.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([1L, 2L], EdgeStores.Numbers(_stores.Telemetry.TakeLive()!.Payload));
    }

    private void Hold(params IEnumerable<long> numbers) => _stores.Telemetry.Hold("olt-1", numbers.Select(number => (IPoint)new NumberedPoint(number)), _stores.Time.GetUtcNow());
}
