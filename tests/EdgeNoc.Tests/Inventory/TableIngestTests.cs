using System.Text;
using System.Text.Json;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Alerts;

namespace EdgeNoc.Tests.Inventory;

public sealed class TableIngestTests
{
    private static readonly Guid NextBoot = Guid.Parse("0192aaaa-0000-7000-8000-000000000002");

    [Fact]
    public void The_latest_of_a_boot_wins_and_every_one_is_acknowledged()
    {
        using var story = new Story();
        foreach (var seq in new[] { 1, 3, 2 }) story.ReceiveTable(GzipPayload.Of(Table($"row {seq}")), seq, "olt-1", "onus");
        Assert.Contains("row 3", Content(story), StringComparison.Ordinal);
        Assert.Equal([1, 3, 2], story.Acks.Select(ack => ack.Id.Seq));
    }

    [Fact]
    public void The_running_boot_wins_over_another_whatever_its_clock_says()
    {
        using var story = new Story();
        story.ReceiveTable(Table("old boot", "2071-01-01T00:00:00Z"), 900, "olt-1", "onus");
        story.ReceiveStatus(Common.Events.AgentState.Online, boot: NextBoot);
        story.ReceiveTable(Table("new boot", "1970-01-01T00:00:05Z"), 1, "olt-1", "onus", NextBoot);
        story.ReceiveTable(Table("old boot again", "2071-01-01T00:00:00Z"), 901, "olt-1", "onus");
        Assert.Contains("new boot", Content(story), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_and_other_nonsense_is_dropped_and_acknowledged()
    {
        using var story = new Story();
        byte[][] nonsense =
        [
            GzipPayload.Of(new byte[64 << 20]),
            [0x1f, 0x8b, 8, 0, 1, 2, 3],
            [],
            Encoding.UTF8.GetBytes("{}"),
            Encoding.UTF8.GetBytes("""{"at":"2026-11-20T05:00:00Z","columns":null,"rows":[]}"""),
            Encoding.UTF8.GetBytes("""{"at":"2026-11-20T05:00:00Z","columns":["a"],"rows":[null]}"""),
            Encoding.UTF8.GetBytes("""{"at":"2026-11-20T05:00:00Z","columns":["a"],"rows":[[null]]}"""),
        ];
        for (var i = 0; i < nonsense.Length; i++) story.ReceiveTable(nonsense[i], i + 1);
        Assert.Empty(story.Query<string>("SELECT name FROM tables"));
        Assert.Equal((nonsense.Length, (long)nonsense.Length), (story.Acks.Count, story.Tables.Refused));
    }

    [Fact]
    public void A_table_with_too_many_columns_or_rows_is_refused_and_one_with_huge_cells_is_cut()
    {
        using var story = new Story(onDisk: false);
        byte[] Of(int columns, int rows, int cell) => JsonSerializer.SerializeToUtf8Bytes(
            new TableMessage(Story.Start, [.. Enumerable.Range(1, columns).Select(number => $"c{number}")], [.. Enumerable.Range(1, rows).Select(_ => (IReadOnlyList<string>)[new string('x', cell)])]),
            WireJson.Default.TableMessage);
        story.ReceiveTable(GzipPayload.Of(Of(1_000, 1, 1)), 1, "olt-1", "too-wide");
        story.ReceiveTable(GzipPayload.Of(Of(1, 100_000, 1)), 2, "olt-1", "too-long");
        story.ReceiveTable(GzipPayload.Of(Of(1, 2, 1_000_000)), 3, "olt-1", "huge-cells");
        story.ReceiveTable(GzipPayload.Of(Of(TableReader.MaxColumns, TableReader.MaxRows, 1)), 4, "olt-1", "just-right");
        Assert.Equal(["huge-cells", "just-right"], story.Query<string>("SELECT name FROM tables ORDER BY name"));
        Assert.InRange(story.Query<long>("SELECT LENGTH(content_json) FROM tables WHERE name = 'huge-cells'").Single(), 2 * TableReader.MaxCell, (2 * TableReader.MaxCell) + 200);
        Assert.Equal((2L, 2L, 4), (story.Tables.Refused, story.Tables.CutCells, story.Acks.Count));
    }

    [Fact]
    public void A_site_that_invents_tables_for_ever_fills_nothing()
    {
        using var story = new Story(onDisk: false);
        for (var number = 1; number <= TableStore.MaxPerSite + 5; number++) story.ReceiveTable(Table($"cell {number}"), number, "olt-1", $"table-{number}");
        Assert.Equal([TableStore.MaxPerSite], story.Query<int>("SELECT COUNT(*) FROM tables"));
        Assert.Equal(5, story.Tables.Refused);
        story.ReceiveTable(Table("newer"), 9_999, "olt-1", "table-7");
        Assert.Contains("newer", story.Query<string>("SELECT content_json FROM tables WHERE name = 'table-7'").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_alert_table_with_missing_or_foreign_columns_is_read_as_far_as_it_goes()
    {
        using var story = new Story();
        story.ReceiveTable(Encoding.UTF8.GetBytes(
            """{"at":"2026-11-20T04:00:00Z","boot":"0192aaaa-0000-7000-8000-000000000001","seq":0,"columns":["mood","entity","kind","device"],"rows":[["fine","device","device.cpu_high","router"],["short"],["x","","onu.down","olt-1"],["x","pon/0/1","NOT A KIND","olt-1"]]}"""), 1);
        story.Step();
        Assert.Equal([("router", "device", "device.cpu_high")], story.OpenAlerts().Select(alert => (alert.Device, alert.Entity, alert.Kind)));
        Assert.Equal(["medium"], story.Query<string>("SELECT severity FROM alerts"));
    }

    private static byte[] Table(string cell, string at = "2026-11-20T05:00:00Z") => Encoding.UTF8.GetBytes($$"""{"at":"{{at}}","columns":["name"],"rows":[["{{cell}}"]]}""");

    private static string Content(Story story) => story.Query<string>("SELECT content_json FROM tables").Single();
}
