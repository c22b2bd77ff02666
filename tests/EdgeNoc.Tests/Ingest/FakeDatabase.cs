using System.Text;
using EdgeNoc.Collector.Influx;

namespace EdgeNoc.Tests.Ingest;

/// <summary>A database that keeps lines in memory, refuses what it is told to, and can be away.</summary>
internal sealed class FakeDatabase : IInfluxDb
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _lines = new(StringComparer.Ordinal);

    /// <summary>Lines that it refuses for ever; as InfluxDB does, it stores the rest of the body all the same.</summary>
    public Func<string, bool> Refuses { get; init; } = _ => false;

    /// <summary>Whether a refusal says how many lines were left out.</summary>
    public bool SaysDropped { get; init; }

    /// <summary>Answers to give before anything is stored.</summary>
    public Queue<WriteOutcome> Troubles { get; } = new();

    /// <summary>While set, a write waits for it.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    public List<int> BodyLines { get; } = [];

    public IReadOnlyCollection<string> Lines
    {
        get
        {
            lock (_gate) return [.. _lines];
        }
    }

    public Task<WriteOutcome> WriteNanosecondsAsync(ReadOnlyMemory<byte> body, CancellationToken ct) => WriteAsync(body, ct);

    public async Task<WriteOutcome> WriteAsync(ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        await Hold.WaitAsync(ct);
        lock (_gate)
        {
            if (Troubles.TryDequeue(out var trouble)) return trouble;
            var text = Encoding.UTF8.GetString(body.Span);
            Assert.EndsWith("\n", text, StringComparison.Ordinal);
            var lines = text[..^1].Split('\n');
            BodyLines.Add(lines.Length);
            _lines.UnionWith(lines.Where(line => !Refuses(line)));
            var refused = lines.Count(Refuses);
            return refused == 0 ? WriteOutcome.Stored.Instance : new WriteOutcome.Refused("HTTP 400: partial write", SaysDropped ? refused : null);
        }
    }
}
