using System.Globalization;

namespace EdgeNoc.Agent.Metered;

/// <summary>How much of a month's bytes is used.</summary>
internal enum BudgetStage
{
    Fine,

    /// <summary>Four fifths are gone.</summary>
    Warned,
    Spent,
}

/// <summary>The bytes that passed a metered way in one month. Pure.</summary>
/// <param name="Month"><c>2026-11</c>, by the site's time zone; empty before any time was known.</param>
internal sealed record DataBudget(string Month, long Bytes)
{
    /// <summary>When the event <c>agent.data_budget</c> comes, in percent.</summary>
    public const int WarnPct = 80;

    /// <summary>The month of a moment where the site is: that is how a provider counts.</summary>
    public static string MonthOf(DateTimeOffset now, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(now, zone).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Adds bytes, and begins anew with a month. Only forward: a clock that is set back must not give a second budget to a month.</summary>
    /// <param name="bytes">Since the last call.</param>
    /// <param name="month">Null while nobody knows the time.</param>
    public DataBudget Add(long bytes, string? month) =>
        month is not null && string.CompareOrdinal(month, Month) > 0 ? new DataBudget(month, Month.Length == 0 ? Bytes + bytes : bytes) : this with { Bytes = Bytes + bytes };

    /// <param name="limitBytes">Null for no limit.</param>
    public BudgetStage Stage(long? limitBytes) => limitBytes switch
    {
        null => BudgetStage.Fine,
        { } limit when Bytes >= limit => BudgetStage.Spent,
        { } limit when Bytes >= limit / 100 * WarnPct => BudgetStage.Warned,
        _ => BudgetStage.Fine,
    };

    /// <summary>As it is kept over restarts.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Month} {Bytes}");

    /// <summary>Reads what <see cref="ToString"/> wrote; anything else is a month that nothing is known of.</summary>
    public static DataBudget Parse(string? text) =>
        text?.Split(' ') is [var month, var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? new DataBudget(month, bytes) : new DataBudget("", 0);
}
