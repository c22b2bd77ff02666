namespace EdgeNoc.Collector.Inventory.Find;

/// <summary>Facts from rows of tables.</summary>
internal static class CustomerRows
{
    private const int MaxWord = 32;

    public static OnuFacts Onu(string device, StoredTable table, int row)
    {
        var position = FindKey.Value(FindKey.Position, table.Cell(row, "entity")) ?? "";
        var pon = table.Cell(row, "pon");
        var (others, up) = (0, 0);
        var (ponColumn, statusColumn) = (table.Column("pon"), table.Column("status"));
        for (var other = 0; pon is not null && other < table.Rows; other++)
        {
            if (other == row || table.Cell(other, ponColumn) != pon) continue;
            others++;
            if (table.Cell(other, statusColumn) == "up") up++;
        }

        var status = Word(table.Cell(row, "status")) ?? "unknown";
        return new OnuFacts(device, position, status)
        {
            Pon = pon,
            Name = table.Cell(row, "name"),
            Mac = table.Cell(row, "mac"),
            Serial = table.Cell(row, "serial"),
            Reason = Word(table.Cell(row, "reason")),

            // What an OLT shows of a dead ONU is what it last had.
            RxDbm = status == "up" && table.Number(row, "rx_dbm") is > -60 and < 20 and var rx ? rx : null,
            DistanceM = table.Number(row, "distance_m") is >= 0 and < 1_000_000 and var metres ? (long)metres : null,
            OthersUp = up,
            Others = others,
        };
    }

    public static AccountFacts Account(string device, StoredTable table, int row) => new(device, table.Cell(row, "name") ?? "", Word(table.Cell(row, "state")) ?? "")
    {
        Profile = table.Cell(row, "profile"),
        LastLoggedOut = table.Cell(row, "last_logged_out"),
        LastReason = table.Cell(row, "last_disconnect_reason"),
    };

    public static SessionFacts Session(string device, string service, StoredTable table, int row, DateTimeOffset at) =>
        new(device, Word(table.Cell(row, "service")) ?? service, table.Cell(row, "name") ?? table.Cell(row, "user") ?? "")
        {
            Address = table.Cell(row, "address"),
            CallerId = table.Cell(row, "caller_id") ?? table.Cell(row, "mac"),
            Since = table.Count(row, "uptime_s") is >= 0 and < 1_000_000_000 and var uptime ? at.AddSeconds(-uptime) : null,
        };

    public static LeaseFacts Lease(string device, StoredTable table, int row)
    {
        // A host of a hotspot has no status: it is there.
        var status = table.Cell(row, "status");
        return new LeaseFacts(device, table.Cell(row, "active_address") ?? table.Cell(row, "address") ?? "", status is null or "bound")
        {
            Mac = table.Cell(row, "active_mac") ?? table.Cell(row, "mac"),
            HostName = table.Cell(row, "host_name"),
        };
    }

    private static string? Word(string? text) => text is null || text.Length <= MaxWord ? text : null;
}
