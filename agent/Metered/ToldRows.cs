using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Metered;

/// <summary>What of a poll leaves at once over a metered way, and what can wait.</summary>
internal sealed record SplitRows(IReadOnlyList<IPoint> Now, IReadOnlyList<IPoint> Later);

/// <summary>What the office was told of one device since the connection began. Called with each poll, in order.</summary>
internal sealed class ToldRows
{
    /// <summary>Everything goes this often, so that no graph has larger holes.</summary>
    public static readonly TimeSpan FullInterval = TimeSpan.FromHours(1);

    /// <summary>An OLT's full set waits so much longer for a poll with optics, rather than going twice.</summary>
    public static readonly TimeSpan OpticsPatience = TimeSpan.FromMinutes(10);

    private readonly Dictionary<(string Pon, string Onu), OnuRecord> _onus = [];
    private DeviceRecord? _terminal;
    private TimeSpan? _fullAt;

    /// <param name="points">All of one poll.</param>
    /// <param name="now">Monotonic.</param>
    public SplitRows Split(IReadOnlyList<IPoint> points, TimeSpan now)
    {
        var full = IsFullDue(_fullAt is { } at ? now - at : null, points);
        if (full) _onus.Clear();
        var (leave, wait) = (new List<IPoint>(), new List<IPoint>());
        foreach (var point in points) (Tell(point) || full ? leave : wait).Add(point);
        if (full) _fullAt = now;
        return new SplitRows(leave, wait);
    }

    /// <summary>Pure.</summary>
    /// <param name="sinceFull">Null when none went since the connection began.</param>
    /// <param name="points">Those at hand: a device that did not answer has nothing to make a full set of.</param>
    public static bool IsFullDue(TimeSpan? sinceFull, IReadOnlyList<IPoint> points)
    {
        if (points is [DeviceRecord { Up: false, Kind: not "ont" }]) return false;
        if (sinceFull is not { } since) return true;
        var onus = points.OfType<OnuRecord>().ToList();
        var waitsForOptics = onus.Count > 0 && !onus.Any(onu => onu.RxDbm is not null || onu.OltRxDbm is not null);
        return since >= FullInterval + (waitsForOptics ? OpticsPatience : TimeSpan.Zero);
    }

    /// <summary>Whether a row leaves at once; then it is what the office knows.</summary>
    private bool Tell(IPoint point)
    {
        switch (point)
        {
            case OnuRecord onu:
                var told = _onus.GetValueOrDefault((onu.Pon, onu.Onu));
                if (!Change.Is(told, onu)) return false;
                _onus[(onu.Pon, onu.Onu)] = onu with { RxDbm = onu.RxDbm ?? told?.RxDbm, OltRxDbm = onu.OltRxDbm ?? told?.OltRxDbm };
                return true;
            case DeviceRecord { Kind: "ont" } terminal:
                if (!Change.Is(_terminal, terminal)) return false;
                _terminal = terminal;
                return true;
            // A few rows each, and what a person on call looks at first.
            case DeviceRecord or PonRecord or SessionsRecord:
                return true;
            default:
                return false;
        }
    }
}
