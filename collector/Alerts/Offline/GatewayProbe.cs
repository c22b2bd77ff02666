using System.Data.Common;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Offline;

/// <summary>Asks the gateways of silent sites whether the POP is there: the agent may be dead, or its uplink cut.</summary>
/// <remarks>Only while a site is silent, each every half minute; what it learned is forgotten when the site is back.</remarks>
internal sealed class GatewayProbe(CollectorDatabase database, Wakeups wakeups, TimeProvider time, ILogger<GatewayProbe> logger) : BackgroundService
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Repeat = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private sealed record Silent
    {
        public string Site { get; init; } = "";
        public string Gateway { get; init; } = "";
    }

    /// <summary>Probes all that are due once; how many.</summary>
    public async Task<int> ProbeAsync(CancellationToken ct)
    {
        var due = database.Write(db => Due(db, time.GetUtcNow()));
        var answers = new Dictionary<string, bool>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (site, token) =>
        {
            var answer = await AnswersAsync(site.Gateway, token);
            lock (answers) answers[site.Site] = answer;
        });
        if (answers.Count == 0) return 0;
        database.Write(db => db.Execute(
            "UPDATE sites SET gateway_answers = @answers, gateway_ms = @nowMs WHERE site = @site",
            answers.Select(answer => new { site = answer.Key, answers = answer.Value ? 1 : 0, nowMs = DbTime.Ms(time.GetUtcNow()) }).ToList()));
        wakeups.Alerts.Set();
        return answers.Count;
    }

    /// <summary>Whether something answers at an address: a connection that is taken or refused, or an echo where no port is given.</summary>
    internal static async Task<bool> AnswersAsync(string gateway, CancellationToken ct)
    {
        try
        {
            return Endpoint(gateway) is var (host, port) && port > 0 ? await ConnectsAsync(host, port, ct) : await EchoesAsync(gateway, ct);
        }
        catch (Exception e) when (e is PingException or SocketException or InvalidOperationException or ArgumentException or PlatformNotSupportedException)
        {
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ProbeAsync(stoppingToken);
            }
            catch (DbException e)
            {
                logger.LogError("gateways are not asked: the collector's database failed ({Problem}): check space and rights of the state folder", e.Message);
            }

            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private static List<Silent> Due(Db db, DateTimeOffset now)
    {
        db.Execute("UPDATE sites SET gateway_answers = NULL, gateway_ms = NULL WHERE gateway_ms IS NOT NULL AND state = 'online' AND last_seen_ms >= gateway_ms");
        return db.Query<Silent>(
            """
            SELECT site, gateway FROM sites
            WHERE gateway IS NOT NULL AND gateway <> '' AND (state = 'offline' OR (state = 'online' AND last_seen_ms < @lateMs)) AND (gateway_ms IS NULL OR gateway_ms <= @repeatMs)
            """,
            new { lateMs = DbTime.Ms(now - OfflineDecision.Heartbeat), repeatMs = DbTime.Ms(now - Repeat) });
    }

    /// <summary><c>host:port</c>, <c>[v6]:port</c>; port 0 where there is none.</summary>
    private static (string Host, int Port) Endpoint(string gateway)
    {
        var colon = gateway.LastIndexOf(':');
        var isPlainV6 = gateway.IndexOf(':', StringComparison.Ordinal) != colon && !gateway.StartsWith('[');
        return colon > 0 && !isPlainV6 && ushort.TryParse(gateway.AsSpan(colon + 1), out var port) ? (gateway[..colon].Trim('[', ']'), port) : (gateway, 0);
    }

    private static async Task<bool> ConnectsAsync(string host, int port, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(host, port, patience.Token);
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task<bool> EchoesAsync(string host, CancellationToken ct)
    {
        using var ping = new Ping();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            if ((await ping.SendPingAsync(host, Patience, cancellationToken: ct)).Status == IPStatus.Success) return true;
        }

        return false;
    }
}
