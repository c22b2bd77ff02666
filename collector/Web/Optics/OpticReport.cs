using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Web.Optics;

/// <summary>Whose light one wants to see; null: of all that whoever asks sees.</summary>
/// <param name="Site">Of a site.</param>
/// <param name="Device">Of an OLT.</param>
/// <param name="Pon">Of its PON.</param>
/// <param name="Category">Of the groups of a category.</param>
/// <param name="Order">One of <see cref="Orders"/>.</param>
internal sealed record OpticFilter(string? Site, string? Device, string? Pon, string? Category, string Order)
{
    /// <summary>The weakest first, those that fall fastest, those that are weak soonest.</summary>
    public static IReadOnlyList<string> Orders { get; } = ["rx", "slope", "soon"];

    public SiteScope Scope { get; init; } = SiteScope.All;
}

/// <summary>The light of an ONU and how it went. What is left out cannot be told by what was measured.</summary>
/// <param name="Site">Where.</param>
/// <param name="Device">At which OLT.</param>
/// <param name="Position"><c>0/3:17</c>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="RxDbm">As it receives now.</param>
/// <param name="Change7Db">Against a week ago.</param>
/// <param name="Change30Db">Against a month ago.</param>
/// <param name="SlopeDbWeek">The straight line through the days.</param>
/// <param name="WeakInDays">When it is weak if it goes on like this; 0: it is.</param>
internal sealed record OpticEntry(string Site, string Device, string Position, string? Name, double RxDbm, double? Change7Db, double? Change30Db, double? SlopeDbWeek, double? WeakInDays);

/// <summary>The weakest ONUs.</summary>
/// <param name="Items">In the order that was asked for.</param>
/// <param name="Matching">How many online ONUs match; the weakest of them are looked at.</param>
/// <param name="WeakDbm">At or below it is weak.</param>
/// <param name="Problem">Why there are no trends, in the viewer's words; left out: all is well.</param>
internal sealed record OpticReport(IReadOnlyList<OpticEntry> Items, int Matching, double WeakDbm, string? Problem = null);
