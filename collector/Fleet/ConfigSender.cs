using System.Data.Common;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Ingest.Reception;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Fleet;
using EdgeNoc.Common.Signing;

namespace EdgeNoc.Collector.Fleet;

/// <summary>Keeps the newest config of every enrolled site at the broker, signed and retained: after each change, also of a verb in another process, and after each connection, since the broker may have lost all.</summary>
internal sealed class ConfigSender(
    CollectorDatabase database, ISitePublisher publisher, Lazy<SigningKey> key, ReceptionLog reception, TimeProvider time, ILogger<ConfigSender> logger) : BackgroundService
{
    private const int AtOnce = 64;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan OutboxesEvery = TimeSpan.FromSeconds(30);
    private readonly Dictionary<string, long> _sent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _outboxes = new(StringComparer.Ordinal);
    private DateTimeOffset? _connection;
    private long? _outboxesAt;
    private string? _said;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            try
            {
                await SendDueAsync(stoppingToken);
                KeepOutboxes();
                _said = null;
            }
            catch (Exception error) when (error is DbException or IOException or UnauthorizedAccessException)
            {
                Say($"configs of sites wait: {error.Message}; check space and rights of the state folder");
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                logger.LogError(error, "configs of sites could not be sent; it is tried again");
            }

            await Task.Delay(LookEvery, time, stoppingToken);
        }
    }

    /// <summary>The signed message of a version.</summary>
    internal static byte[] Envelope(SigningKey key, SiteRow site, ConfigVersion version) => key.Sign(new WantedConfig(
        SignedPurposes.Config, site.Id, version.Version, version.WantedJson ?? SiteConfig.Wanted(site with { ConfigJson = version.ConfigJson }), version.MadeBy, DbTime.Time(version.MadeMs)).ToBytes()).ToBytes();

    private async Task SendDueAsync(CancellationToken ct)
    {
        if (publisher.ConnectedSince is not { } connection) return;
        if (_connection != connection) _sent.Clear();
        _connection = connection;
        var due = database.Write(ConfigStore.Wanted).Where(wanted => _sent.GetValueOrDefault(wanted.Site) != wanted.Version).ToList();
        foreach (var some in due.Chunk(AtOnce))
        {
            var sent = await Task.WhenAll(some.Select(wanted => SendAsync(wanted.Site, wanted.Version, ct)));
            foreach (var (wanted, done) in some.Zip(sent).Where(pair => pair.Second)) _sent[wanted.Site] = wanted.Version;
        }
    }

    private async Task<bool> SendAsync(string site, long version, CancellationToken ct)
    {
        var found = database.Write(db => (Site: SiteRow.Find(db, site), Config: ConfigStore.Find(db, site, version)));
        return found is { Site: { } row, Config: { } config } && await publisher.PublishAsync(Topics.ConfigWant(site), Envelope(key.Value, row, config), retain: true, ct);
    }

    /// <summary>For whoever looks at the fleet, also from a verb.</summary>
    private void KeepOutboxes()
    {
        if (_outboxesAt is { } at && time.GetElapsedTime(at) < OutboxesEvery) return;
        _outboxesAt = time.GetTimestamp();
        var news = reception.Outboxes.Where(outbox => _outboxes.GetValueOrDefault(outbox.Site) != outbox.At).ToList();
        if (news.Count == 0) return;
        database.Write(db =>
        {
            foreach (var (site, report, said) in news) HaveStore.PutOutbox(db, site, report.Waiting, report.OldestS, said);
        });
        foreach (var (site, _, said) in news) _outboxes[site] = said;
    }

    private void Say(string text)
    {
        if (text == _said) return;
        _said = text;
        logger.LogError("{Text}", text);
    }
}
