namespace EdgeNoc.Agent.Cabinet.Page.Pin;

/// <summary>How long no PIN is tried after wrong ones. Pure; times are of a monotonic clock.</summary>
/// <remarks>
/// One for the whole page: addresses on a LAN cost nothing. Two wrong ones are free (thick fingers), then 5 s, doubling up to 15 minutes: a PIN of six digits lasts 28 years.
/// </remarks>
/// <param name="Wrong">In a row.</param>
/// <param name="Until">Before that nothing is tried.</param>
internal sealed record Lockout(int Wrong, TimeSpan Until)
{
    private const int Free = 2;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>So long after its end it is forgotten.</summary>
    private static readonly TimeSpan Forgiven = TimeSpan.FromHours(1);

    public static Lockout None { get; } = new(0, TimeSpan.Zero);

    /// <summary>How long to wait from <paramref name="now"/>; zero when a PIN may be tried.</summary>
    public TimeSpan Wait(TimeSpan now) => Until > now ? Until - now : TimeSpan.Zero;

    public Lockout AfterWrong(TimeSpan now)
    {
        var wrong = now - Until > Forgiven ? 1 : Wrong + 1;
        return new Lockout(wrong, now + Delay(wrong));
    }

    private static TimeSpan Delay(int wrong)
    {
        if (wrong <= Free) return TimeSpan.Zero;
        var doubled = First * Math.Pow(2, Math.Min(wrong - Free - 1, 20));
        return doubled < Longest ? doubled : Longest;
    }
}
