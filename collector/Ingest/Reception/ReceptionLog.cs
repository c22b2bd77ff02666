using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Ingest.Reception;

/// <summary>
/// Between "the database has it" and the acknowledgement: notes numbers and touched windows in the collector's own database. All that waits is one commit.
/// </summary>
/// <remarks>
/// Before the acknowledgement, not after: what is acknowledged never comes again, so what was not noted by then never would be. While this database does not
/// take anything, nothing is acknowledged, agents keep their data.
/// </remarks>
internal sealed class ReceptionLog(
    CollectorDatabase database, ReceptionLedger ledger, TouchedWindows touched, IAcknowledger acknowledger, TimeProvider time, ILogger<ReceptionLog> logger)
    : IAcknowledger, IReceipts, IHostedService, IDisposable
{
    private const int MaxWaiting = 16_384;
    private const int MaxBundle = 512;
    private const int MaxSites = 5_000;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(3);

    private readonly Channel<Receipt> _waiting = Channel.CreateBounded<Receipt>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private readonly ConcurrentDictionary<string, (OutboxReport Report, DateTimeOffset At)> _outboxes = new(StringComparer.Ordinal);
    private readonly OncePer _log = new(TimeSpan.FromMinutes(1), time);
    private readonly CancellationTokenSource _abandon = new();
    private Task _running = Task.CompletedTask;
    private bool _unsure;
    private long _retries;

    /// <summary>How often the database did not take it, since the start.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <inheritdoc/>
    public void Acknowledge(string site, MessageId id) => _waiting.Writer.TryWrite(new Receipt([(site, id)], [], []));

    /// <inheritdoc/>
    public bool TryNote(Receipt receipt) => _waiting.Writer.TryWrite(receipt);

    /// <summary>What all agents said last.</summary>
    public IEnumerable<(string Site, OutboxReport Report, DateTimeOffset At)> Outboxes => _outboxes.Select(said => (said.Key, said.Value.Report, said.Value.At));

    /// <summary>What a site's agent said last about its outbox, and when it was heard; null when it said nothing yet.</summary>
    public (OutboxReport Report, DateTimeOffset At)? Outbox(string site) => _outboxes.TryGetValue(site, out var known) ? known : null;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Notes and hands on what waits. Registered before whoever stores, so that it stops after them, and after the sender of acks.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        _abandon.CancelAfter(StopPatience);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _abandon.Dispose();

    private async Task RunAsync()
    {
        var bundle = new List<Receipt>();
        while (await _waiting.Reader.WaitToReadAsync(_abandon.Token))
        {
            while (bundle.Count < MaxBundle && _waiting.Reader.TryRead(out var receipt)) bundle.Add(receipt);
            await NoteAsync(bundle);
            foreach (var (site, id) in bundle.SelectMany(receipt => receipt.Stored)) acknowledger.Acknowledge(site, id);
            bundle.Clear();
        }
    }

    private async Task NoteAsync(List<Receipt> bundle)
    {
        for (var wait = FirstRetry; !TryNote(bundle); wait = wait * 2 < LongestRetry ? wait * 2 : LongestRetry) await Task.Delay(wait, time, _abandon.Token);
    }

    /// <summary>False: the database does not take it now.</summary>
    private bool TryNote(List<Receipt> bundle)
    {
        var now = time.GetUtcNow();
        try
        {
            database.Write(db =>
            {
                // What was remembered of a transaction that failed is not in the database.
                if (_unsure) Forget();
                _unsure = true;
                ledger.Add(db, bundle.SelectMany(receipt => receipt.Stored), now);
                touched.Mark(db, bundle.SelectMany(receipt => receipt.Touched));
            });
            _unsure = false;
        }
        catch (DbException exception)
        {
            Interlocked.Increment(ref _retries);
            if (_log.IsDue(""))
            {
                logger.LogError(
                    "The collector's database does not take it ({Problem}); nothing is acknowledged and it tries again: check space and rights of the state folder",
                    exception.Message);
            }

            return false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A defect here must not make agents keep for ever what is stored.
            logger.LogError(exception, "What {Count} writes stored could not be noted; it is acknowledged all the same", bundle.Count);
        }

        foreach (var report in bundle.SelectMany(receipt => receipt.Reports))
        {
            if (_outboxes.Count < MaxSites || _outboxes.ContainsKey(report.Site)) _outboxes[report.Site] = (report, now);
        }

        return true;
    }

    private void Forget()
    {
        ledger.Forget();
        touched.Forget();
    }
}
