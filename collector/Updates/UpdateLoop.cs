using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Signing;
using EdgeNoc.Common.Updates;

namespace EdgeNoc.Collector.Updates;

/// <summary>Takes the rollout that runs from ring to ring, and sends each site its order until the site says that it has it.</summary>
internal sealed class UpdateLoop(CollectorDatabase database, ISitePublisher publisher, Lazy<SigningKey> key, Wakeups wakeups, TimeProvider time, ILogger<UpdateLoop> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SendAgainAfter = TimeSpan.FromSeconds(90);
    private static readonly Actor Self = new("collector", "collector", "collector");
    private readonly Dictionary<string, (long Number, long At)> _sent = new(StringComparer.Ordinal);
    private string? _said;

    /// <summary>One decision; true: another may follow at once.</summary>
    public bool Decide() => database.Write(db =>
    {
        if (UpdateStore.RunningRollout(db) is not { } rollout) return false;
        var now = time.GetUtcNow();
        switch (RolloutPlan.Next(rollout, UpdateStore.All(db), UpdateStore.PackagesOf(db, rollout.Version)))
        {
            case RolloutMove.Order order:
                foreach (var (site, package) in order.Orders) UpdateStore.Order(db, site, rollout.Id, package.Sha256, now);
                logger.LogInformation("version {Version} is ordered for {Sites} ({Ring})", rollout.Version, string.Join(", ", order.Orders.Select(one => one.Site)), rollout.Ring);
                return true;
            case RolloutMove.Advance advance:
                UpdateStore.SetRing(db, rollout.Id, advance.Ring);
                logger.LogInformation("version {Version} goes on to {Ring}", rollout.Version, advance.Ring);
                return true;
            case RolloutMove.Halt halt:
                UpdateActions.Halt(db, halt.Reason, Self, now);
                UpdateAlerts.Raise(db, rollout, halt.Reason, now);
                wakeups.Alerts.Set();
                logger.LogError("the rollout of {Version} is halted: {Reason}; see: edgenoc-collector update status", rollout.Version, halt.Reason);
                return false;
            case RolloutMove.Done:
                UpdateStore.EndRollout(db, rollout.Id, Rollout.Done, null, now);
                logger.LogInformation("version {Version} runs everywhere", rollout.Version);
                return false;
            default:
                return false;
        }
    });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            try
            {
                while (Decide() && !stoppingToken.IsCancellationRequested)
                {
                }

                await SendAsync(stoppingToken);
            }
            catch (Exception error) when (error is DbException or IOException or UnauthorizedAccessException or CryptographicException)
            {
                if (error.Message != _said) logger.LogError("updates wait: {Problem}; check space and rights of the state folder", _said = error.Message);
            }

            await Task.Delay(LookEvery, time, stoppingToken);
        }
    }

    private async Task SendAsync(CancellationToken ct)
    {
        if (!publisher.IsConnected) return;
        foreach (var site in database.Write(db => UpdateStore.All(db).FindAll(site => site.Online && site.OrderNumber > site.Told)))
        {
            if (_sent.TryGetValue(site.Site, out var last) && last.Number == site.OrderNumber && time.GetElapsedTime(last.At) < SendAgainAfter) continue;
            var order = new UpdateOrder(SignedPurposes.Update, site.Site, site.OrderNumber, Package(site));
            var command = new UpdateCommand("update", key.Value.Sign(order.ToBytes()).ToBytes());
            if (await publisher.PublishAsync(Topics.Command(site.Site), JsonSerializer.SerializeToUtf8Bytes(command, UpdateJson.Default.UpdateCommand), retain: false, ct))
                _sent[site.Site] = (site.OrderNumber, time.GetTimestamp());
        }
    }

    private UpdatePackage? Package(SiteUpdate site) => database.Write(db =>
    {
        if (site.OrderSha256 is not { } sha256 || UpdateStore.Package(db, sha256) is not { } stored) return null;
        var mayGoBack = db.First<long>("SELECT downgrade FROM rollouts WHERE id = @OrderRollout", site) != 0;
        return new UpdatePackage(stored.Version, stored.Arch, stored.Size, stored.InstalledSize, stored.Sha256, UpdatePaths.Package(stored.Sha256)) { MinVersion = stored.MinVersion, Downgrade = mayGoBack };
    });
}
