using System.Globalization;
using EdgeNoc.Agent.Metered;
using EdgeNoc.Agent.Updater;
using EdgeNoc.Common.Updates;

namespace EdgeNoc.Agent.Updates;

/// <summary>All that the next step of an update depends on, as the agent sees it.</summary>
internal sealed record UpdateView
{
    /// <summary>The newest order; null: none came yet.</summary>
    public required UpdateOrder? Order { get; init; }

    /// <summary>What runs; null: no installed package.</summary>
    public required string? Running { get; init; }

    /// <summary>What the updater has under way.</summary>
    public required UpdateJob? Job { get; init; }

    public required UpdateEnds Ends { get; init; }

    public required UplinkTerms Terms { get; init; }

    public required TimeSpan? LastAckAge { get; init; }

    /// <summary>Of the disk that downloads and slots are on, the fuller of the two.</summary>
    public required long FreeBytes { get; init; }

    /// <summary>Of the package that is here already, bytes.</summary>
    public required long Fetched { get; init; }

    /// <summary>It is whole and its digest is right.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>It was handed over.</summary>
    public required bool HandedOver { get; init; }

    /// <summary>Why this order cannot be followed, found while fetching; null: nothing is known against it.</summary>
    public required string? Hopeless { get; init; }
}

/// <summary>What the agent does for an update.</summary>
internal abstract record UpdateMove
{
    private UpdateMove()
    {
    }

    /// <summary>Nothing is wanted, or it is over.</summary>
    public sealed record Rest : UpdateMove;

    /// <param name="For">In words.</param>
    public sealed record Wait(UpdateStage? Stage, string For) : UpdateMove
    {
        /// <summary>The disk is too full: what was fetched already has to go, too.</summary>
        public bool IsForRoom { get; init; }
    }

    public sealed record Fetch(UpdatePackage Package) : UpdateMove;

    public sealed record HandOver : UpdateMove;

    /// <summary>The updater works.</summary>
    public sealed record Watch(UpdateStage Stage) : UpdateMove;

    /// <summary>This order will never be followed.</summary>
    public sealed record Refuse(string Reason) : UpdateMove;
}

/// <summary>What to do for an update, and what to wait for. Pure.</summary>
internal static class UpdatePlan
{
    /// <summary>Data come before updates: so much stays free whatever is fetched.</summary>
    public const long ReserveBytes = 200L << 20;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);

    public static UpdateMove Of(UpdateView view)
    {
        if (view.Job is { } job) return new UpdateMove.Watch(job.Stage);
        if (view.Order is not { Package: { } package } order || view.Ends.Newest >= order.Version) return new UpdateMove.Rest();
        if (view.Ends.Failed is { } failed && failed.Order == order.Version) return new UpdateMove.Rest();
        if (view.HandedOver) return new UpdateMove.Watch(UpdateStage.Verify);
        if (view.Running is not { } running) return new UpdateMove.Refuse("this agent was not installed as a package: install the new version as it was installed");
        if (package.Version == running) return new UpdateMove.Rest();
        if (view.Hopeless is { } hopeless) return new UpdateMove.Refuse(hopeless);
        if (Unfit(package, running) is { } unfit) return new UpdateMove.Refuse(unfit);
        if (view.Terms is { Metered: true, Spent: true }) return new UpdateMove.Wait(null, "the month's data are used up");
        if (view.Terms is { Metered: true, MainExpected: true }) return new UpdateMove.Wait(null, "the main uplink");
        var needed = package.Size - view.Fetched + package.Size + package.InstalledSize + ReserveBytes;
        if (view.FreeBytes < needed)
            return new UpdateMove.Wait(null, string.Create(CultureInfo.InvariantCulture, $"room: {needed >> 20} MB are needed and {view.FreeBytes >> 20} MB are free")) { IsForRoom = true };
        if (!view.IsWhole) return new UpdateMove.Fetch(package);
        // Without an answer of the office nothing could prove itself.
        return view.LastAckAge is { } age && age < Fresh ? new UpdateMove.HandOver() : new UpdateMove.Wait(UpdateStage.Verify, "the office's acknowledgement, for without it no version can prove itself");
    }

    private static string? Unfit(UpdatePackage package, string running) =>
        package.Arch != "all" && package.Arch != OwnSlot.Arch ? $"the package is for {package.Arch}, and this machine is {OwnSlot.Arch}"
        : !package.Downgrade && !DebianVersion.IsNewer(package.Version, running) ? $"{package.Version} is older than {running}, which runs, and the order does not say that this is meant"
        : package.MinVersion is { } min && DebianVersion.Compare(running, min) < 0 ? $"it needs at least {min} to take over from, and {running} runs"
        : null;
}
