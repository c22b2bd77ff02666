namespace EdgeNoc.Simulators.Olt;

/// <summary>What an OLT looks like before anything happens to it. The same plan always gives the same ONUs and, page for page, the same optics.</summary>
/// <param name="Onus">How many ONUs there are, spread evenly over the PONs.</param>
/// <param name="Pons">How many PONs: <c>0/1</c>, <c>0/2</c>, …</param>
/// <param name="Seed">Decides MACs, distances and optics.</param>
/// <param name="NamePrefix">ONUs are called <c>PREFIX-001</c>, …</param>
/// <param name="PonPrefix">Before the number of a PON; the HA7302CST has <c>0/1/</c>.</param>
public sealed record OltPlan(int Onus, int Pons, int Seed, string NamePrefix = "CLIENT", string PonPrefix = "0/")
{
    /// <summary>The online seconds of the first ONU before the first page.</summary>
    public const long FirstOnlineS = 1_000_000;

    /// <summary>How far the online seconds of two neighbouring ONUs are apart: more pages than a test serves, so that each number names one ONU and one page.</summary>
    public const long OnlineStepS = 10_000;

    /// <summary>ONUs that lost power days ago, one in 64: OLTs in the field always have some, and go on showing their optics.</summary>
    public int DownAtStart => Onus / 64;

    /// <summary>ONUs of a full PON; the last PON may have fewer.</summary>
    public int OnusPerPon => (Onus + Pons - 1) / Pons;

    /// <summary>The online seconds that ONU number <paramref name="index"/> (from 0) shows on page <paramref name="page"/> while it is up.</summary>
    public static long OnlineS(int index, int page) => FirstOnlineS + (OnlineStepS * index) + page;
}

/// <summary>Where an ONU sits: <c>0/3</c> and <c>17</c>, together <c>0/3:17</c>.</summary>
/// <param name="Index">From 0 over the whole OLT.</param>
/// <param name="Pon">The PON's name.</param>
/// <param name="Number">The number within the PON, from 1.</param>
public readonly record struct OnuSlot(int Index, string Pon, int Number)
{
    /// <summary>As the page shows it.</summary>
    public string Id => $"{Pon}:{Number}";
}
