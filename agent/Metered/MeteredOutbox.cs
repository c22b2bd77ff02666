using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Metered;

/// <summary>Between polling and the outbox: while each byte costs, only what matters now leaves now. On a free way it changes nothing.</summary>
/// <param name="inner">The outbox.</param>
/// <param name="terms">How things stand.</param>
/// <param name="time">For the hour between two full sets.</param>
internal sealed class MeteredOutbox(IHoldingOutbox inner, Func<UplinkTerms> terms, TimeProvider time) : ITelemetryOutbox
{
    private readonly long _started = time.GetTimestamp();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ToldRows> _told = new(StringComparer.Ordinal);

    public void Write(string? device, IEnumerable<IPoint> points, DateTimeOffset at)
    {
        var now = terms();
        if (!now.Metered)
        {
            inner.Write(device, points, at);
            return;
        }

        SplitRows split;
        lock (_gate)
        {
            if (!_told.TryGetValue(device ?? "", out var told)) _told[device ?? ""] = told = new ToldRows();
            split = told.Split([.. points], time.GetElapsedTime(_started));
        }

        if (split.Now.Count > 0) inner.Write(device, split.Now, at);
        if (split.Later.Count > 0 && now.KeepsRest) inner.Hold(device, split.Later, at);
    }

    /// <summary>Nobody knows what the office has: a connection began, or the terms changed. The first row of everything counts as a change.</summary>
    public void Forget()
    {
        lock (_gate) _told.Clear();
    }
}
