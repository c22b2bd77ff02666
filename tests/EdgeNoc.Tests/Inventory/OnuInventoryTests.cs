using System.Text.Json;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Tables;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Inventory.Onus;
using EdgeNoc.Common.Events;
using EdgeNoc.Tests.Alerts;
using Microsoft.Extensions.Logging.Abstractions;
using static EdgeNoc.Tests.Detection.Workbench;

namespace EdgeNoc.Tests.Inventory;

public sealed class OnuInventoryTests : IDisposable
{
    private readonly Story _story = new(onDisk: false);
    private long _seq;

    public void Dispose() => _story.Dispose();

    [Fact]
    public void What_an_agent_lists_can_be_found_with_first_and_last_sight()
    {
        List(Onu(1), Onu(2, OnuStatus.Down));
        _story.After(600);
        List(Onu(1), Onu(2, OnuStatus.PowerOff), Onu(3));
        Assert.Equal(
            ["onu/0/1:1 0/1 CLIENT-001 FC:8E:5B:2B:66:01 up 0-600", "onu/0/1:2 0/1 CLIENT-002 FC:8E:5B:2B:66:02 power_off 0-600", "onu/0/1:3 0/1 CLIENT-003 FC:8E:5B:2B:66:03 up 600-600"],
            Inventory());
    }

    [Fact]
    public void Who_left_a_slot_is_found_there_with_the_time_and_may_come_back()
    {
        List(Onu(1), Onu(2));
        _story.After(300);
        List(Onu(1, owner: 7));
        Assert.Equal(
            ["onu/0/1:1 0/1 CLIENT-001 FC:8E:5B:2B:66:01 up 0-0 gone 300", "onu/0/1:1 0/1 CLIENT-007 FC:8E:5B:2B:66:07 up 300-300", "onu/0/1:2 0/1 CLIENT-002 FC:8E:5B:2B:66:02 up 0-0 gone 300"],
            Inventory());
        _story.After(300);
        List(Onu(1), Onu(2));
        Assert.Equal(
            ["onu/0/1:1 0/1 CLIENT-001 FC:8E:5B:2B:66:01 up 0-600", "onu/0/1:1 0/1 CLIENT-007 FC:8E:5B:2B:66:07 up 300-300 gone 600", "onu/0/1:2 0/1 CLIENT-002 FC:8E:5B:2B:66:02 up 0-600"],
            Inventory());
    }

    [Fact]
    public void Those_gone_for_a_year_and_those_beyond_the_limit_leave()
    {
        List([.. Enumerable.Range(1, 9).Select(number => Onu(number))]);
        for (var left = 8; left >= 3; left--)
        {
            _story.After(300);
            List([.. Enumerable.Range(1, left).Select(number => Onu(number))]);
        }

        while (_story.Database.Write(db => OnuStore.PruneExcess(db, maxGonePerSite: 2)))
        {
        }

        Assert.Equal(["CLIENT-001", "CLIENT-002", "CLIENT-003", "CLIENT-004", "CLIENT-005"], _story.Query<string>("SELECT name FROM onus ORDER BY name"));
        _story.After(TimeSpan.FromDays(366).TotalSeconds);
        using var upkeep = new HistoryUpkeep(_story.Database, _story.Clock, NullLogger<HistoryUpkeep>.Instance);
        upkeep.Run(default);
        Assert.Equal(["CLIENT-001", "CLIENT-002", "CLIENT-003"], _story.Query<string>("SELECT name FROM onus ORDER BY name"));
    }

    [Fact]
    public void Lists_of_strangers_are_read_as_far_as_they_go()
    {
        _story.ReceiveTable(JsonSerializer.SerializeToUtf8Bytes(
            new TableMessage(_story.Clock.Now, ["serial", "entity"], [["ZTEG1", "onu/1/1/1:1"], ["ZTEG2"], ["ZTEG3", new string('x', 200)], [], ["", "onu/1/1/1:4"], ["", "onu/1/1/1:4"]]),
            WireJson.Default.TableMessage), 1, "olt-1", "onus");
        Assert.Equal(["onu/1/1/1:1 ZTEG1", "onu/1/1/1:4 "], _story.Query<string>("SELECT entity || ' ' || identity FROM onus ORDER BY entity"));
    }

    private void List(params OnuRecord[] onus)
    {
        var table = new OnuTable().Read(new Reading { Onus = onus })!;
        _story.ReceiveTable(
            JsonSerializer.SerializeToUtf8Bytes(new TableMessage(_story.Clock.Now, table.Columns, table.Rows), WireJson.Default.TableMessage), ++_seq, "olt-1", OnuTable.Name);
    }

    private List<string> Inventory() => _story.Query<OnuView>("SELECT * FROM onus ORDER BY entity, identity").ConvertAll(row =>
        $"{row.Entity} {row.Pon} {row.Name} {row.Mac} {row.Status} {Second(row.FirstSeenMs)}-{Second(row.LastSeenMs)}{(row.GoneMs is { } gone ? $" gone {Second(gone)}" : "")}");

    private static string Second(long ms) => $"{(DateTimeOffset.FromUnixTimeMilliseconds(ms) - Story.Start).TotalSeconds}";

    private sealed record OnuView
    {
        public string Entity { get; init; } = "";
        public string? Pon { get; init; }
        public string? Name { get; init; }
        public string? Mac { get; init; }
        public string? Status { get; init; }
        public long FirstSeenMs { get; init; }
        public long LastSeenMs { get; init; }
        public long? GoneMs { get; init; }
    }
}
