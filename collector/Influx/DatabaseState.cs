using System.Globalization;
using EdgeNoc.Collector.Probes;

namespace EdgeNoc.Collector.Influx;

/// <summary>
/// Whether the database takes what it is sent, told to the log (on each change, and once a minute while it does not) and to <c>/healthz</c>.
/// </summary>
internal sealed class DatabaseState(TimeProvider time, ILogger<DatabaseState> logger) : IHealthProbe
{
    private static readonly TimeSpan RepeatEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private WriteOutcome.Unavailable? _trouble;
    private long _since;
    private long _lastLogged;
    private bool _answered;

    public string Name => "database";

    public Health Check()
    {
        lock (_gate)
        {
            if (_trouble is { } trouble) return new Health(Healthy: false, $"{trouble.Detail}; {trouble.Remedy}");
            return new Health(Healthy: true, _answered ? "writes are stored" : "nothing written yet");
        }
    }

    /// <summary>Whether the last write was stored, and for how long none was; null: nothing was written yet.</summary>
    public (bool Stores, TimeSpan DownFor)? Now
    {
        get
        {
            lock (_gate)
            {
                if (_trouble is not null) return (false, time.GetElapsedTime(_since));
                return _answered ? (true, TimeSpan.Zero) : null;
            }
        }
    }

    /// <summary>Call with the outcome of every write.</summary>
    public void Report(WriteOutcome outcome)
    {
        lock (_gate)
        {
            if (outcome is WriteOutcome.Unavailable trouble) Failed(trouble);
            else Answered();
        }
    }

    private void Failed(WriteOutcome.Unavailable trouble)
    {
        var now = time.GetTimestamp();
        if (_trouble is null) _since = now;
        var changed = _trouble?.Kind != trouble.Kind;
        _trouble = trouble;
        if (!changed && time.GetElapsedTime(_lastLogged, now) < RepeatEvery) return;
        _lastLogged = now;
        logger.LogError("InfluxDB does not store: {Detail}; {Remedy}. Agents keep their data until it does", trouble.Detail, trouble.Remedy);
    }

    private void Answered()
    {
        _answered = true;
        if (_trouble is null) return;
        _trouble = null;
        var seconds = time.GetElapsedTime(_since).TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        logger.LogInformation("InfluxDB stores again after {Seconds} s", seconds);
    }
}
