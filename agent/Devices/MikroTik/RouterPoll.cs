using EdgeNoc.Agent.Devices.MikroTik.Menus;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.MikroTik;

/// <summary>One poll: the order of menus and how they make one reading. One menu after the other: a router computes each when it is asked.</summary>
internal sealed class RouterPoll(RouterSession session, RouterMemory memory, MikroTikOptions options)
{
    private readonly Drops _drops = new();
    private readonly List<DeviceTable> _tables = [];
    private readonly List<SessionsRecord> _sessions = [];

    public async Task<Reading> RunAsync(CancellationToken cancellationToken)
    {
        var device = SystemMenus.Resource(await session.RequireAsync(RouterCommand.Resource, cancellationToken).ConfigureAwait(false), _drops) ?? new DeviceRecord();
        var (interfaces, traffic, optics) = await InterfacesAsync(cancellationToken).ConfigureAwait(false);
        var isSlow = memory.SlowIsDue(options.SlowEvery);
        var slow = isSlow ? await SlowAsync(cancellationToken).ConfigureAwait(false) : new Slow([], null, null, []);
        await SubscribersAsync(traffic, cancellationToken).ConfigureAwait(false);
        var queues = await QueuesAsync(isSlow, cancellationToken).ConfigureAwait(false);
        if (isSlow) memory.SlowWasRead();
        return new Reading
        {
            Device = device with { Identity = memory.Identity, Model = device.Model ?? memory.Model, Serial = memory.Serial ?? device.Serial, TempC = slow.TempC, VoltageV = slow.VoltageV },
            Interfaces = interfaces,
            Optics = optics,
            Sensors = slow.Sensors,
            Sessions = _sessions,
            Queues = queues,
            IpPools = slow.Pools,
            Tables = _tables,
            Dropped = _drops.Count + session.TakeStrays(),
            Remarks = session.Remarks,
        };
    }

    private async Task<(IReadOnlyList<InterfaceRecord> Interfaces, Dictionary<string, SessionTraffic> Traffic, IReadOnlyList<OpticRecord> Optics)> InterfacesAsync(CancellationToken cancellationToken)
    {
        if (await session.PrintAsync(RouterCommand.Interfaces, _drops, cancellationToken).ConfigureAwait(false) is not { } rows) return ([], [], []);
        memory.Interfaces.Begin();
        memory.Sessions.Begin();
        var list = InterfaceMenu.Parse(rows, _drops);
        IReadOnlyList<OpticRecord> optics = [];
        if (memory.OpticsAreDue(options.OpticsEvery))
        {
            optics = await OpticsAsync(list.Ethernet, cancellationToken).ConfigureAwait(false);
            memory.OpticsWereRead();
        }

        var interfaces = list.Lasting.Select(WithRates).ToList();
        var traffic = new Dictionary<string, SessionTraffic>(list.OfSessions.Count, StringComparer.Ordinal);
        foreach (var (name, bytes) in list.OfSessions)
        {
            var (upload, download) = memory.Sessions.Next(name, bytes.Rx, bytes.Tx);
            traffic[name] = new SessionTraffic(bytes.Rx, bytes.Tx, upload, download);
        }

        memory.Interfaces.End();
        memory.Sessions.End();
        return (interfaces, traffic, optics);
    }

    private InterfaceRecord WithRates(InterfaceRecord record)
    {
        var (rx, tx) = memory.Interfaces.Next(record.Interface, record.RxBytes, record.TxBytes);
        long? speed = record.Up == true && memory.SpeedBps.TryGetValue(record.Interface, out var known) ? known : null;
        return record with
        {
            RxBps = rx,
            TxBps = tx,
            SpeedBps = speed,
            UtilPct = speed is { } full && rx is { } received && tx is { } sent ? Math.Round(Math.Max(received, sent) * 100.0 / full, 2) : null,
        };
    }

    private async Task<IReadOnlyList<OpticRecord>> OpticsAsync(IReadOnlyList<string> ports, CancellationToken cancellationToken)
    {
        // A comma separates names in the request.
        var asked = ports.Where(port => !port.Contains(',', StringComparison.Ordinal)).ToList();
        if (asked.Count == 0) return [];
        var rows = await session.PrintAsync(RouterCommand.EthernetMonitor, _drops, cancellationToken, $"=numbers={string.Join(',', asked)}").ConfigureAwait(false);
        if (rows is null) return [];
        var look = EthernetMonitorMenu.Parse(rows, asked, _drops);
        memory.SpeedBps = look.SpeedBps;
        return look.Optics;
    }

    private async Task SubscribersAsync(Dictionary<string, SessionTraffic> traffic, CancellationToken cancellationToken)
    {
        var sessions = new List<PppSession>();
        if (await session.PrintAsync(RouterCommand.PppActive, row => PppMenus.AddActive(sessions, row, _drops), _drops, cancellationToken).ConfigureAwait(false))
        {
            _sessions.Add(PppTables.Count(sessions));
            _tables.Add(PppTables.Active(sessions, traffic));
            if (memory.Secrets is { } secrets)
            {
                var (table, count) = PppTables.Accounts(secrets, sessions, memory.RouterTime);
                _tables.Add(table);
                _sessions.Add(count);
            }
        }

        if (await session.PrintAsync(RouterCommand.HotspotActive, _drops, cancellationToken).ConfigureAwait(false) is { } hotspot)
        {
            AddSessions(CountMenus.Hotspot(hotspot));
            _tables.Add(RouterTables.HotspotActive.Parse(hotspot, _drops));
        }
    }

    private async Task<IReadOnlyList<QueueRecord>> QueuesAsync(bool withTable, CancellationToken cancellationToken)
    {
        if (await session.PrintAsync(RouterCommand.SimpleQueues, _drops, cancellationToken).ConfigureAwait(false) is not { } rows) return [];
        if (withTable) _tables.Add(RouterTables.Queues.Parse(rows, _drops));
        return CountMenus.Queues(rows, _drops);
    }

    private async Task<Slow> SlowAsync(CancellationToken cancellationToken)
    {
        if (await session.PrintAsync(RouterCommand.Identity, _drops, cancellationToken).ConfigureAwait(false) is { } identity) memory.Identity = SystemMenus.Identity(identity, _drops);
        if (await session.PrintAsync(RouterCommand.Routerboard, _drops, cancellationToken).ConfigureAwait(false) is { } board)
        {
            var facts = SystemMenus.Routerboard(board, _drops);
            (memory.Model, memory.Serial) = (facts?.Model, facts?.Serial);
        }

        var health = await session.PrintAsync(RouterCommand.Health, _drops, cancellationToken).ConfigureAwait(false) is { } sensors ? HealthMenu.Parse(sensors, _drops) : new Health([], null, null);
        if (await session.PrintAsync(RouterCommand.Clock, _drops, cancellationToken).ConfigureAwait(false) is { } clock) memory.RouterTime = SystemMenus.Clock(clock);
        if (await session.PrintAsync(RouterCommand.PppSecrets, _drops, cancellationToken).ConfigureAwait(false) is { } secrets) memory.Secrets = PppMenus.Secrets(secrets, _drops);
        if (await session.PrintAsync(RouterCommand.HotspotHosts, _drops, cancellationToken).ConfigureAwait(false) is { } hosts)
        {
            AddSessions(CountMenus.Hosts(hosts, _drops));
            _tables.Add(RouterTables.HotspotHosts.Parse(hosts, _drops));
        }

        if (await session.PrintAsync(RouterCommand.DhcpLeases, _drops, cancellationToken).ConfigureAwait(false) is { } leases)
        {
            _sessions.Add(CountMenus.Leases(leases, _drops));
            _tables.Add(RouterTables.DhcpLeases.Parse(leases, _drops));
        }

        await WirelessAsync(cancellationToken).ConfigureAwait(false);
        if (await session.PrintAsync(RouterCommand.Addresses, _drops, cancellationToken).ConfigureAwait(false) is { } addresses) _tables.Add(RouterTables.Addresses.Parse(addresses, _drops));
        return new Slow(health.Sensors, health.TempC, health.VoltageV, await PoolsAsync(cancellationToken).ConfigureAwait(false));
    }

    private async Task WirelessAsync(CancellationToken cancellationToken)
    {
        (SessionsRecord Count, DeviceTable Table)? found = null;
        foreach (var (command, menu) in new[] { (RouterCommand.WirelessV7, RouterTables.WirelessV7), (RouterCommand.WirelessWave2, RouterTables.WirelessV7), (RouterCommand.WirelessV6, RouterTables.WirelessV6), (RouterCommand.CapsMan, RouterTables.CapsMan) })
        {
            if (await session.PrintAsync(command, _drops, cancellationToken).ConfigureAwait(false) is not { } clients) continue;
            // The first that has somebody, for one router has its clients in one of them; nobody anywhere is an empty list and no missing one.
            if (clients.Count > 0 || found is null) found = (CountMenus.Wireless(clients, _drops), menu.Parse(clients, _drops));
            if (clients.Count > 0) break;
        }

        if (found is null) return;
        _sessions.Add(found.Value.Count);
        _tables.Add(found.Value.Table);
    }

    private async Task<IReadOnlyList<IpPoolRecord>> PoolsAsync(CancellationToken cancellationToken)
    {
        if (await session.PrintAsync(RouterCommand.Pools, _drops, cancellationToken).ConfigureAwait(false) is not { Count: > 0 } pools) return [];
        var used = PoolMenu.NeedsCount(pools) ? await session.PrintAsync(RouterCommand.UsedAddresses, _drops, cancellationToken).ConfigureAwait(false) : null;
        return PoolMenu.Parse(pools, used, _drops);
    }

    /// <summary>One point a service: hosts and active users of a hotspot belong together.</summary>
    private void AddSessions(SessionsRecord record)
    {
        var index = _sessions.FindIndex(known => known.Service == record.Service);
        if (index < 0) _sessions.Add(record);
        else _sessions[index] = _sessions[index] with { Active = record.Active ?? _sessions[index].Active, Total = record.Total ?? _sessions[index].Total };
    }

    /// <summary>What the slow menus add to a reading.</summary>
    private sealed record Slow(IReadOnlyList<SensorRecord> Sensors, double? TempC, double? VoltageV, IReadOnlyList<IpPoolRecord> Pools);
}
