using System.Globalization;
using System.Text.Json;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Ingest.Reception;

/// <summary>Goes through the gaps that nobody has explained yet.</summary>
internal sealed class GapReview(CollectorDatabase database, ReceptionLedger ledger, Func<string, (OutboxReport Report, DateTimeOffset At)?> outbox)
{
    /// <summary>An explanation may itself come late, with a backlog of events.</summary>
    private static readonly TimeSpan ExplainedWithin = TimeSpan.FromDays(30);

    private sealed record Drop
    {
        public string ValuesJson { get; init; } = "";
        public string LabelsJson { get; init; } = "";
    }

    /// <summary>Decides about each; the parts that were found missing just now.</summary>
    public IReadOnlyList<(StreamKey Key, Gap Gap)> Run(DateTimeOffset now) => database.Write(db =>
    {
        var found = new List<(StreamKey, Gap)>();
        var oldest = DbTime.Ms(now - ExplainedWithin);
        var changed = false;
        foreach (var site in StreamStore.Unexplained(db, oldest).GroupBy(entry => entry.Key.Site, StringComparer.Ordinal))
        {
            var said = outbox(site.Key) is { } known ? (known.Report.OldestS, DbTime.Ms(known.At)) : ((long, long)?)null;
            var dropped = Dropped(db, site.Key);
            foreach (var (key, gap) in site)
            {
                var decided = GapDecision.Decide(gap, said, dropped.GetValueOrDefault((key.Boot, key.Class), SequenceRanges.Empty));
                if (decided is [var same] && same == gap) continue;
                StreamStore.Replace(db, key, [gap], decided);
                changed = true;
                if (gap.State == GapState.Open) found.AddRange(decided.Where(part => part.State == GapState.Missing).Select(part => (key, part)));
            }
        }

        if (changed) ledger.Forget();
        return found;
    });

    /// <summary>What a site's agent says it dropped: <c>agent.data_dropped</c> with labels boot and class, values first_seq and last_seq.</summary>
    private static Dictionary<(Guid Boot, MessageClass Class), SequenceRanges> Dropped(Db db, string site)
    {
        var dropped = new Dictionary<(Guid, MessageClass), SequenceRanges>();
        foreach (var row in db.Query<Drop>("SELECT values_json, labels_json FROM events WHERE site = @site AND kind = 'agent.data_dropped' AND state = 'raised'", new { site }))
        {
            var values = JsonSerializer.Deserialize(row.ValuesJson, WireJson.Default.IReadOnlyDictionaryStringDouble)!;
            var labels = JsonSerializer.Deserialize(row.LabelsJson, WireJson.Default.IReadOnlyDictionaryStringString)!;
            if (!Guid.TryParse(labels.GetValueOrDefault("boot"), out var boot)) continue;
            if (!Enum.TryParse<MessageClass>(labels.GetValueOrDefault("class"), ignoreCase: true, out var messageClass)) continue;
            var text = string.Create(CultureInfo.InvariantCulture, $"{values.GetValueOrDefault("first_seq"):0}-{values.GetValueOrDefault("last_seq"):0}");
            if (!SequenceRanges.TryParse(text, out var range)) continue;
            dropped[(boot, messageClass)] = dropped.GetValueOrDefault((boot, messageClass), SequenceRanges.Empty).Union(range);
        }

        return dropped;
    }
}

/// <summary>Reviews the gaps each minute and tells the log what is missing.</summary>
internal sealed class GapWatch(CollectorDatabase database, ReceptionLedger ledger, ReceptionLog reception, TimeProvider time, ILogger<GapWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var review = new GapReview(database, ledger, reception.Outbox);
        while (true)
        {
            await Task.Delay(Every, time, stoppingToken);
            Review(review);
        }
    }

    private void Review(GapReview review)
    {
        try
        {
            foreach (var (key, gap) in review.Run(time.GetUtcNow()))
            {
                logger.LogWarning(
                    "{Site}: messages {First} to {Last} of {Class} (boot {Boot}) never came and its agent has them no more; 'gaps list' shows all",
                    key.Site, gap.FirstSeq, gap.LastSeq, DbName.Of(key.Class), key.Boot);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogError("Gaps could not be reviewed: {Problem}; it is tried again in a minute", exception.Message);
        }
    }
}
