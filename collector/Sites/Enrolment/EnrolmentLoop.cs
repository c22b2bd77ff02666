using System.Data.Common;
using System.Text.Json;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Sites.Broker;
using EdgeNoc.Collector.Sites.Secrets;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Enrolment;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Sites.Enrolment;

/// <summary>Carries out what was decided of sites, here or by a verb in another process: locks revoked ones out of the broker, and sends changed passwords.</summary>
internal sealed class EnrolmentLoop(
    CollectorDatabase database, IBrokerAdmin broker, ISitePublisher publisher, Lazy<SecretVault> vault, Wakeups wakeups, TimeProvider time, ILogger<EnrolmentLoop> logger)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SendAgainAfter = TimeSpan.FromSeconds(90);
    private readonly Dictionary<string, (long Version, long At)> _sent = new(StringComparer.Ordinal);
    private string? _said;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            try
            {
                await LockOutAsync(stoppingToken);
                await SendSecretsAsync(stoppingToken);
                if (database.Write(db => EnrolmentAlerts.Forget(db, time.GetUtcNow()))) wakeups.Alerts.Set();
            }
            catch (Exception error) when (error is DbException or IOException or UnauthorizedAccessException)
            {
                Say($"sites wait: {error.Message}; check space and rights of the state folder");
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                logger.LogError(error, "what was decided of a site failed; it is tried again");
            }

            await Task.Delay(LookEvery, time, stoppingToken);
        }
    }

    private async Task LockOutAsync(CancellationToken ct)
    {
        foreach (var site in database.Write(IdentityStore.DueAtBroker))
        {
            if (await broker.RemoveAsync(site, ct) is { } problem)
            {
                Say($"{site} is revoked, but the broker cannot be told yet: {problem}");
                continue;
            }

            database.Write(db => IdentityStore.DoneAtBroker(db, site));
            logger.LogInformation("{Site}: its broker user is gone", site);
        }
    }

    /// <summary>Not retained, and again until the site says that it has them: a machine that is away gets them when it is back.</summary>
    private async Task SendSecretsAsync(CancellationToken ct)
    {
        if (!publisher.IsConnected) return;
        foreach (var due in database.Write(Due))
        {
            if (_sent.TryGetValue(due.Site, out var last) && last.Version == due.Version && time.GetElapsedTime(last.At) < SendAgainAfter) continue;
            var secrets = database.Write(db => SecretStore.Of(db, vault.Value, due.Site));
            var box = SealedBox.Seal(
                Convert.FromBase64String(due.PublicKey), JsonSerializer.SerializeToUtf8Bytes(secrets, EnrolmentJson.Default.SiteSecrets), SiteSecrets.Purpose(due.Site, "secrets"));
            var command = JsonSerializer.SerializeToUtf8Bytes(new SecretsCommand("secrets", secrets.Version, box), EnrolmentJson.Default.SecretsCommand);
            if (await publisher.PublishAsync(Topics.Command(due.Site), command, retain: false, ct)) _sent[due.Site] = (due.Version, time.GetTimestamp());
        }
    }

    private static List<DueRow> Due(Db db) => db.Query<DueRow>(
        """
        SELECT s.site, s.secrets_version AS version, i.public_key FROM sites s JOIN identities i ON i.site = s.site
        WHERE i.revoked_ms IS NULL AND s.state = 'online' AND s.secrets_told IS NOT NULL AND s.secrets_told < s.secrets_version
        """);

    private void Say(string text)
    {
        if (text == _said) return;
        _said = text;
        logger.LogError("{Text}", text);
    }

    private sealed record DueRow
    {
        public string Site { get; init; } = "";
        public long Version { get; init; }
        public string PublicKey { get; init; } = "";
    }
}
