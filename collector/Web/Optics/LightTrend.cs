namespace EdgeNoc.Collector.Web.Optics;

/// <summary>The mean of a day.</summary>
/// <param name="AtMs">When the day began.</param>
/// <param name="Dbm">Received by the ONU.</param>
internal readonly record struct LightDay(long AtMs, double Dbm);

/// <summary>How the light of an ONU went. What cannot be told by what was measured is null.</summary>
/// <param name="Change7Db">Of the newest day against that of a week before.</param>
/// <param name="Change30Db">Against that of a month before.</param>
/// <param name="SlopeDbWeek">The straight line through all days that there are.</param>
/// <param name="WeakInDays">When that line reaches what counts as weak; 0: it is weak; null: not within a year, or the days scatter too much to say.</param>
internal sealed record LightTrend(double? Change7Db, double? Change30Db, double? SlopeDbWeek, double? WeakInDays)
{
    private const long DayMs = 86_400_000;

    /// <summary>Fewer say nothing of a trend.</summary>
    private const int FewestDays = 5;

    /// <summary>In dB a week: an OLT's own steps are a tenth of a dB.</summary>
    private const double Steady = 0.1;

    /// <summary>How many standard errors a slope must be away from none.</summary>
    private const double Sure = 3;

    private const double Year = 365;

    /// <summary>Pure.</summary>
    /// <param name="days">In order.</param>
    /// <param name="nowDbm">As it is now.</param>
    /// <param name="weakDbm">At or below it is weak.</param>
    public static LightTrend Of(IReadOnlyList<LightDay> days, double nowDbm, double weakDbm)
    {
        if (days.Count == 0) return new LightTrend(null, null, null, nowDbm <= weakDbm ? 0 : null);
        var newest = days[^1];
        var (slope, error) = Line(days);
        var isFalling = slope is { } a && a * 7 <= -Steady && -a > Sure * error;
        var until = isFalling ? (nowDbm - weakDbm) / -slope!.Value : (double?)null;
        return new LightTrend(
            Change(7, 1), Change(30, 4), slope * 7 is { } week ? Math.Round(week, 2) : null, nowDbm <= weakDbm ? 0 : until <= Year ? Math.Ceiling(Math.Round(until.Value, 3)) : null);

        // The day that is nearest to so long ago, unless there is none near it.
        double? Change(int ago, int near)
        {
            var wanted = newest.AtMs - (ago * DayMs);
            var then = days.MinBy(day => Math.Abs(day.AtMs - wanted));
            return Math.Abs(then.AtMs - wanted) <= near * DayMs ? Math.Round(newest.Dbm - then.Dbm, 2) : null;
        }
    }

    /// <summary>Least squares: dB a day, and its standard error.</summary>
    private static (double? Slope, double Error) Line(IReadOnlyList<LightDay> days)
    {
        if (days.Count < FewestDays) return (null, 0);
        var (x, y) = (days.Average(day => (day.AtMs - days[0].AtMs) / (double)DayMs), days.Average(day => day.Dbm));
        double xx = 0, xy = 0;
        foreach (var day in days)
        {
            var dx = ((day.AtMs - days[0].AtMs) / (double)DayMs) - x;
            xx += dx * dx;
            xy += dx * (day.Dbm - y);
        }

        if (xx <= 0) return (null, 0);
        var slope = xy / xx;
        var rest = days.Sum(day =>
        {
            var off = day.Dbm - y - (slope * (((day.AtMs - days[0].AtMs) / (double)DayMs) - x));
            return off * off;
        });
        return (slope, Math.Sqrt(rest / (days.Count - 2) / xx));
    }
}
