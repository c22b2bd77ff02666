namespace EdgeNoc.Common.Mqtt;

/// <summary>Waits between attempts: doubling up to a maximum, each between half and all of that, so that a thousand sites do not come back at once.</summary>
internal sealed class ReconnectDelay(TimeSpan min, TimeSpan max, Random random)
{
    private int _doublings;

    public TimeSpan Next()
    {
        var whole = min * Math.Pow(2, _doublings);
        if (whole < max) _doublings++;
        else whole = max;
        return whole * (0.5 + (random.NextDouble() / 2));
    }

    public void Reset() => _doublings = 0;
}
