namespace EdgeNoc.Agent.Devices.Records;

/// <summary>A list that belongs to a device and is no time series: sessions, leases, accounts. It leaves as a snapshot when its content changed.</summary>
/// <param name="Name">One of the wire's table names, as <c>ppp_active</c>.</param>
/// <param name="Columns">Names of the cells, the key first.</param>
/// <param name="Volatile">Columns whose change is no change of the content: uptimes and byte counts.</param>
/// <param name="Rows">Cells as texts in the order of <paramref name="Columns"/>; a missing value is an empty text.</param>
public sealed record DeviceTable(string Name, IReadOnlyList<string> Columns, IReadOnlySet<string> Volatile, IReadOnlyList<IReadOnlyList<string>> Rows);
