namespace EdgeNoc.Collector.Web.Live;

/// <summary>The most of the last 24 hours, by the hour: what was the most at this time yesterday goes an hour at a time.</summary>
internal sealed class HourlyPeak
{
    public const int Hours = 24;
    public const long HourMs = 3_600_000;

    private readonly (long Hour, long Most)[] _hours = new (long, long)[Hours];

    public void Note(long value, long atMs)
    {
        var hour = atMs / HourMs;
        ref var slot = ref _hours[(int)(hour % Hours)];
        if (hour < slot.Hour) return;
        slot = (hour, slot.Hour == hour ? Math.Max(slot.Most, value) : value);
    }

    /// <summary>Each hour, as it is kept over a restart; hours of which nothing is known are left out.</summary>
    public IEnumerable<(long Hour, long Most)> All() => _hours.Where(slot => slot.Hour > 0);

    /// <summary>What an hour was before a restart.</summary>
    public void Restore(long hour, long most) => Note(most, hour * HourMs);

    public long Most(long nowMs)
    {
        var first = (nowMs / HourMs) - Hours;
        long most = 0;
        foreach (var (hour, value) in _hours)
        {
            if (hour > first) most = Math.Max(most, value);
        }

        return most;
    }
}
