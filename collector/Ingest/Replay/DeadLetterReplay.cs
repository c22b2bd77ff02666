using System.Text;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Ingest.Replay;

/// <summary>What became of the letters of a replay.</summary>
/// <param name="Stored">Now in the database, and no dead letters any more.</param>
/// <param name="Refused">Refused again, by reason; they stay.</param>
/// <param name="Incomplete">Cut or no lines: they stay.</param>
/// <param name="Trouble">Why it ended early; null when it went through.</param>
internal sealed record ReplayResult(int Stored, IReadOnlyDictionary<string, int> Refused, int Incomplete, WriteOutcome.Unavailable? Trouble);

/// <summary>Sends dead letters once more through the checks of ingest into the database.</summary>
/// <param name="database">Where they belong.</param>
/// <param name="stored">Told what was stored, before the letters are taken off.</param>
/// <param name="time">For the check of timestamps, and for waits.</param>
internal sealed class DeadLetterReplay(IInfluxDb database, Action<IReadOnlyList<TouchedWindow>> stored, TimeProvider time)
{
    private const int LettersPerBody = 2_000;
    private const int Attempts = 4;
    private const int PlentyOfSeries = 1_000_000;

    private readonly IngestOptions _options = new();
    private readonly LineValidator _validator = new(new IngestOptions());
    private readonly SeriesBudget _budget = new(PlentyOfSeries, time);
    private readonly Dictionary<string, int> _refused = new(StringComparer.Ordinal);
    private int _stored;
    private int _incomplete;

    /// <summary>A letter that may go in: the line with its site tag.</summary>
    private sealed record Candidate(DeadLetter Letter, byte[] Line, TouchedWindow? Window);

    public async Task<ReplayResult> RunAsync(IEnumerable<DeadLetter> letters, CancellationToken ct)
    {
        WriteOutcome.Unavailable? trouble = null;
        foreach (var chunk in letters.Chunk(LettersPerBody))
        {
            var candidates = chunk.Select(Check).OfType<Candidate>().ToList();
            trouble = candidates.Count == 0 ? null : await WriteAsync(candidates, ct);
            if (trouble is not null) break;
        }

        return new ReplayResult(_stored, _refused, _incomplete, trouble);
    }

    private Candidate? Check(DeadLetter letter)
    {
        if (!letter.IsWhole)
        {
            _incomplete++;
            return null;
        }

        var line = WithoutSite(Encoding.UTF8.GetBytes(letter.Line), letter.Site);
        if (Refusal(line, out var fine) is { } refusal)
        {
            Refuse(refusal.ToString());
            return null;
        }

        byte[] tagged = [.. line.AsSpan(0, fine.SiteTagAt), .. Encoding.UTF8.GetBytes($",site={letter.Site}"), .. line.AsSpan(fine.SiteTagAt), (byte)'\n'];
        return new Candidate(letter, tagged, fine.Measurement is { } known ? TouchedWindow.Of(letter.Site, known.Name, fine.TimestampMs) : null);
    }

    private LineRefusal? Refusal(byte[] line, out CheckedLine fine)
    {
        fine = default;
        if (line.Contains((byte)'\n')) return new LineRefusal(LineRefusalKind.Malformed, "a line break");
        return _validator.Check(line, (time.GetUtcNow() + _options.MaxAhead).ToUnixTimeMilliseconds(), _budget, out fine);
    }

    /// <summary>Halves what is refused until the one line at fault is found; null when all of it was answered.</summary>
    private async Task<WriteOutcome.Unavailable?> WriteAsync(List<Candidate> candidates, CancellationToken ct)
    {
        switch (await WriteUntilAnsweredAsync(candidates, ct))
        {
            case WriteOutcome.Unavailable trouble:
                return trouble;
            case WriteOutcome.Refused refused when candidates.Count == 1 || refused.Dropped >= candidates.Count:
                Refuse(new LineRefusal(LineRefusalKind.Database, refused.Reason).ToString(), candidates.Count);
                return null;
            case WriteOutcome.Refused:
                var half = candidates.Count / 2;
                return await WriteAsync(candidates[..half], ct) ?? await WriteAsync(candidates[half..], ct);
            default:
                stored([.. candidates.Select(candidate => candidate.Window).OfType<TouchedWindow>().Distinct()]);
                DeadLetterFolder.TakeOff(candidates.Select(candidate => candidate.Letter));
                _stored += candidates.Count;
                return null;
        }
    }

    private async Task<WriteOutcome> WriteUntilAnsweredAsync(List<Candidate> candidates, CancellationToken ct)
    {
        byte[] body = [.. candidates.SelectMany(candidate => candidate.Line)];
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await database.WriteAsync(body, ct);
            if (outcome is not WriteOutcome.Unavailable unavailable || attempt == Attempts) return outcome;
            await Task.Delay(Backoff.Next(attempt, unavailable.RetryAfter, Random.Shared), time, ct);
        }
    }

    private void Refuse(string reason, int count = 1) => _refused[reason] = _refused.GetValueOrDefault(reason) + count;

    /// <summary>What the database refused has its site tag already.</summary>
    private static byte[] WithoutSite(byte[] line, string site)
    {
        var tag = Encoding.UTF8.GetBytes($",site={site}");
        var reader = new LineReader(line);
        while (reader.ReadTag())
        {
            if (!reader.Key.SequenceEqual("site"u8)) continue;
            if (!line.AsSpan(reader.TagStart).StartsWith(tag) || line[reader.TagStart + tag.Length] is not ((byte)',' or (byte)' ')) return line;
            return [.. line.AsSpan(0, reader.TagStart), .. line.AsSpan(reader.TagStart + tag.Length)];
        }

        return line;
    }
}
