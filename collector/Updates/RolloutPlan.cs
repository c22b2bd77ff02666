using EdgeNoc.Common.Updates;

namespace EdgeNoc.Collector.Updates;

/// <summary>What a rollout does next.</summary>
internal abstract record RolloutMove
{
    private RolloutMove()
    {
    }

    public sealed record Wait : RolloutMove;

    /// <param name="Orders">Sites, and the package that each gets.</param>
    public sealed record Order(IReadOnlyList<(string Site, StoredPackage Package)> Orders) : RolloutMove;

    public sealed record Advance(string Ring) : RolloutMove;

    /// <param name="Reason">Which site, and why.</param>
    public sealed record Halt(string Reason) : RolloutMove;

    public sealed record Done : RolloutMove;
}

/// <summary>Ring by ring, some sites at a time, until one fails. Pure.</summary>
internal static class RolloutPlan
{
    /// <summary>Of all sites so many are under way at once, or a tenth of them if that is more.</summary>
    private const int AtOnce = 5;

    /// <param name="rollout">A running one.</param>
    /// <param name="sites">All that ever said what they run.</param>
    /// <param name="packages">Of its version, one for each architecture.</param>
    public static RolloutMove Next(Rollout rollout, IReadOnlyList<SiteUpdate> sites, IReadOnlyList<StoredPackage> packages)
    {
        if (sites.FirstOrDefault(site => HasFailed(rollout, site)) is { } failed)
            return new RolloutMove.Halt($"{failed.Site}: {failed.FailedStage}: {failed.FailedReason}");
        var able = sites.Where(site => PackageFor(rollout, site, packages) is not null || IsThere(rollout, site)).ToList();
        var members = Members(rollout, able);
        // What waits for a cable or for the next month is no work in hand. Who is away in the middle of an update is: it may be the update that keeps him away.
        var busy = members.Count(site => IsOrdered(rollout, site) && !IsThere(rollout, site) && site.WaitsFor is null && (site.Online || site.IsHandedOver || rollout.Ring != Rings.All));
        var next = members.Where(site => site.Online && !IsOrdered(rollout, site) && !IsThere(rollout, site)).ToList();
        var room = Math.Max(AtOnce, members.Count / 10) - busy;
        if (next.Count > 0 && room > 0) return new RolloutMove.Order([.. next.Take(room).Select(site => (site.Site, PackageFor(rollout, site, packages)!))]);
        if (next.Count > 0 || busy > 0) return new RolloutMove.Wait();
        if (Rings.After(rollout.Ring) is { } ring)
            return members.Count == 0 || members.Exists(site => IsThere(rollout, site)) ? new RolloutMove.Advance(ring) : new RolloutMove.Wait();
        return members.TrueForAll(site => IsThere(rollout, site)) ? new RolloutMove.Done() : new RolloutMove.Wait();
    }

    /// <summary>It runs the version for good: a version on trial still says that it wants it.</summary>
    public static bool IsThere(Rollout rollout, SiteUpdate site) => site.Running == rollout.Version && site.Wanted is null;

    private static bool HasFailed(Rollout rollout, SiteUpdate site) => IsOrdered(rollout, site) && site.FailedOrder == site.OrderNumber;

    private static bool IsOrdered(Rollout rollout, SiteUpdate site) => site.OrderRollout == rollout.Id;

    private static List<SiteUpdate> Members(Rollout rollout, List<SiteUpdate> able) => rollout.Ring switch
    {
        Rings.Bench => able.FindAll(site => site.Ring == Rings.Bench),
        Rings.First => able.FindAll(site => site.Ring == Rings.First) is { Count: > 0 } named ? named : Chosen(rollout, able),
        _ => able,
    };

    // One, whoever it is, has to be the first even where nobody named it; and stays it while it is away to start anew.
    private static List<SiteUpdate> Chosen(Rollout rollout, List<SiteUpdate> able)
    {
        var others = able.FindAll(site => site.Ring == Rings.All);
        return others.FindAll(site => IsOrdered(rollout, site)) is { Count: > 0 } ordered ? ordered : [.. others.Where(site => site.Online).Take(1)];
    }

    private static StoredPackage? PackageFor(Rollout rollout, SiteUpdate site, IReadOnlyList<StoredPackage> packages) =>
        site.Running is { } running && (rollout.Downgrade || !DebianVersion.IsNewer(running, rollout.Version))
            ? packages.FirstOrDefault(package => package.Arch == site.Arch) ?? packages.FirstOrDefault(package => package.Arch == "all")
            : null;
}
