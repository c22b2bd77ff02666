using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Vrp;

/// <summary>Many screens as one reading: what two of them say of one part is one record.</summary>
internal static class VrpReading
{
    public static Reading Of(IReadOnlyList<Reading> parts, VrpMemory memory, string host)
    {
        var boards = parts.SelectMany(part => part.Boards).GroupBy(board => board.Slot, StringComparer.Ordinal).Select(same => same.Aggregate(Merge)).ToList();
        var devices = parts.Select(part => part.Device).OfType<DeviceRecord>().ToList();
        var main = boards.FirstOrDefault(board => board.Role?.EndsWith("master)", StringComparison.OrdinalIgnoreCase) == true && board.CpuPct is not null);
        var ports = parts.SelectMany(part => part.Interfaces).Select(port => port.Interface).ToHashSet(StringComparer.Ordinal);
        return new Reading
        {
            Device = new DeviceRecord
            {
                Identity = host.Length > 0 ? host : null,
                Version = devices.Select(device => device.Version).FirstOrDefault(text => text is not null),
                Model = devices.Select(device => device.Model).FirstOrDefault(text => text is not null),
                UptimeS = devices.Select(device => device.UptimeS).FirstOrDefault(seconds => seconds is not null),
                CpuPct = devices.Select(device => device.CpuPct).FirstOrDefault(percent => percent is not null) ?? main?.CpuPct,
                MemUsedPct = devices.Select(device => device.MemUsedPct).FirstOrDefault(percent => percent is not null) ?? main?.MemUsedPct,
                TempC = boards.Max(board => board.TempC),
            },
            Boards = boards,
            Interfaces = [.. parts.SelectMany(part => part.Interfaces).GroupBy(port => port.Interface, StringComparer.Ordinal).Select(same => same.Aggregate(Merge))],
            Optics = [.. parts.SelectMany(part => part.Optics).Select(optic => optic with { Interface = InterfaceNames.Of(optic.Interface, ports) }).GroupBy(optic => optic.Interface, StringComparer.Ordinal).Select(same => same.First())],
            Sensors = [.. parts.SelectMany(part => part.Sensors).DistinctBy(sensor => sensor.Sensor, StringComparer.Ordinal)],
            Sessions = [.. parts.SelectMany(part => part.Sessions).GroupBy(sessions => sessions.Service, StringComparer.Ordinal).Select(same => memory.WithPeak(same.Aggregate(Merge)))],
            IpPools = memory.Pools([.. parts.SelectMany(part => part.IpPools)]),
            BgpPeers = [.. parts.SelectMany(part => part.BgpPeers)],
            Alarms = parts.Select(part => part.Alarms).FirstOrDefault(alarms => alarms is not null),
            Dropped = parts.Sum(part => part.Dropped),
        };
    }

    private static BoardRecord Merge(BoardRecord one, BoardRecord other) => one with
    {
        Up = one.Up ?? other.Up,
        Status = one.Status ?? other.Status,
        Role = one.Role ?? other.Role,
        CpuPct = one.CpuPct ?? other.CpuPct,
        MemUsedPct = one.MemUsedPct ?? other.MemUsedPct,
        TempC = one.TempC ?? other.TempC,
    };

    private static InterfaceRecord Merge(InterfaceRecord one, InterfaceRecord other) => one with
    {
        Up = one.Up ?? other.Up,
        IsDisabled = one.IsDisabled || other.IsDisabled,
        RxBps = one.RxBps ?? other.RxBps,
        TxBps = one.TxBps ?? other.TxBps,
        RxBytes = one.RxBytes ?? other.RxBytes,
        TxBytes = one.TxBytes ?? other.TxBytes,
        RxErrors = one.RxErrors ?? other.RxErrors,
        TxErrors = one.TxErrors ?? other.TxErrors,
        RxDrops = one.RxDrops ?? other.RxDrops,
        TxDrops = one.TxDrops ?? other.TxDrops,
        SpeedBps = one.SpeedBps ?? other.SpeedBps,
        UtilPct = one.UtilPct ?? other.UtilPct,
    };

    private static SessionsRecord Merge(SessionsRecord one, SessionsRecord other) => one with
    {
        Active = one.Active ?? other.Active,
        Authenticated = one.Authenticated ?? other.Authenticated,
        Max = one.Max ?? other.Max,
    };
}
