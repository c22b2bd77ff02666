using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Ingest.Reception;

/// <summary>Keeps which numbers are stored. Called within transactions only, which come one after the other.</summary>
/// <remarks>
/// Tables are not followed: the latest wins, so a number that never came was replaced by one that did. The first number of a site that was never
/// heard before says nothing about the lower ones: they may have been stored before anybody kept account. The same holds for its other runs in the first hour.
/// </remarks>
internal sealed class ReceptionLedger
{
    private const int MaxCached = 10_000;
    private const long NewSiteMs = 3_600_000;

    private readonly Dictionary<StreamKey, ReceivedStream> _streams = [];

    /// <summary>Adds numbers that are stored.</summary>
    public void Add(Db db, IEnumerable<(string Site, MessageId Id)> stored, DateTimeOffset now)
    {
        var nowMs = DbTime.Ms(now);
        foreach (var messages in stored.Where(message => message.Id.Class != MessageClass.Tables).GroupBy(message => new StreamKey(message.Site, message.Id.Boot, message.Id.Class)))
        {
            var seqs = messages.Select(message => message.Id.Seq).Order().ToList();
            var stream = Find(db, messages.Key, seqs[0], nowMs);
            var before = stream.Gaps.ToList();
            foreach (var seq in seqs) stream.Receive(seq, nowMs);
            StreamStore.Save(db, messages.Key, stream, nowMs);
            StreamStore.Replace(db, messages.Key, before, stream.Gaps);
        }
    }

    /// <summary>Call when a transaction failed, or when others changed the gaps: what is known is read anew.</summary>
    public void Forget() => _streams.Clear();

    private ReceivedStream Find(Db db, StreamKey key, long firstSeq, long nowMs)
    {
        if (_streams.TryGetValue(key, out var known)) return known;
        if (_streams.Count >= MaxCached) _streams.Clear();
        var stream = StreamStore.Load(db, key);
        if (stream is null)
        {
            var isNewSite = StreamStore.FollowedSinceMs(db, key.Site) is not { } since || nowMs - since < NewSiteMs;
            stream = new ReceivedStream(isNewSite ? firstSeq - 1 : 0, []);
            StreamStore.Save(db, key, stream, nowMs);
            StreamStore.Prune(db, key.Site);
        }

        return _streams[key] = stream;
    }
}
