using EdgeNoc.Agent.Devices.MikroTik.Menus;

namespace EdgeNoc.Agent.Devices.MikroTik;

/// <summary>What is kept from poll to poll: facts that are read rarely, and the counters that rates come from.</summary>
internal sealed class RouterMemory(TimeProvider time)
{
    private long? _slowAt;
    private long? _opticsAt;
    private (DateTime Router, long At)? _clock;

    public RateMeter Interfaces { get; } = new(time);

    public RateMeter Sessions { get; } = new(time);

    public string? Identity { get; set; }

    public string? Model { get; set; }

    public string? Serial { get; set; }

    public IReadOnlyDictionary<string, long> SpeedBps { get; set; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Null while the router did not show its accounts.</summary>
    public IReadOnlyList<PppSecret>? Secrets { get; set; }

    /// <summary>The router's own clock, carried forward.</summary>
    public DateTime? RouterTime
    {
        get => _clock is { } clock ? clock.Router + time.GetElapsedTime(clock.At) : null;
        set => _clock = value is { } router ? (router, time.GetTimestamp()) : null;
    }

    public bool SlowIsDue(TimeSpan interval) => IsDue(_slowAt, interval);

    public bool OpticsAreDue(TimeSpan interval) => IsDue(_opticsAt, interval);

    public void SlowWasRead() => _slowAt = time.GetTimestamp();

    public void OpticsWereRead() => _opticsAt = time.GetTimestamp();

    private bool IsDue(long? last, TimeSpan interval) => last is not { } at || time.GetElapsedTime(at) >= interval;
}
