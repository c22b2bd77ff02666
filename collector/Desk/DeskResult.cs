using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Desk;

/// <summary>What became of a change.</summary>
internal abstract record DeskResult
{
    private DeskResult()
    {
    }

    /// <summary>Kept; the site is sent it.</summary>
    /// <param name="Version">Of the site's config; null for what is not in it.</param>
    public sealed record Done(long? Version) : DeskResult;

    /// <summary>Somebody changed it meanwhile, made it, or removed it: nothing was changed now.</summary>
    public sealed record Stale : DeskResult;

    public sealed record NotFound : DeskResult;

    /// <summary>All that is wrong; a path without <c>devices[…]</c> is a key of what was sent.</summary>
    public sealed record Invalid(IReadOnlyList<ConfigError> Errors) : DeskResult;

    /// <summary>It cannot be done as it stands: one word.</summary>
    /// <param name="Reason"><c>adopt_first</c>: the site runs what was made there; <c>enrolled</c>: a machine is that site.</param>
    public sealed record Refused(string Reason) : DeskResult;
}
