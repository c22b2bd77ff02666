using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Thresholds;
using EdgeNoc.Common.Config.Thresholds;

namespace EdgeNoc.Agent.Detection.Pon;

/// <summary>The words of the label <c>cause</c>.</summary>
internal static class Causes
{
    public const string FibreCut = "fibre_cut";
    public const string BranchCut = "branch_cut";
    public const string PortFault = "port_fault";
    public const string PowerOrCable = "power_or_cable";
    public const string Power = "power";
    public const string Mixed = "mixed";
}

/// <summary>What the losses of a PON mean: pure functions of who is gone, who is there and how they went.</summary>
internal static class PonRules
{
    /// <summary>Fewer say nothing of a cable, however small the PON.</summary>
    public const int LeastOnus = 3;

    /// <summary>One kind of loss is the cause when so many of all are of it.</summary>
    private const double Majority = 0.7;

    // The receiver of an ONU is made for what a class B+ or PX20+ module sends: at least 1.5 and 2 dBm.
    private const double DeadTxDbm = 0;

    // Modules are made for up to 70 °C, and switch their laser off before they burn.
    private const double BurningC = 85;

    /// <summary>The kind that these losses are worth; null for none.</summary>
    /// <param name="losses">New ones, that may have one cause.</param>
    /// <param name="total">N: ONUs that were up within the last 24 hours.</param>
    /// <param name="down">The rule of <c>pon.down</c>: how many per cent.</param>
    /// <param name="partial">The rule of <c>pon.partial</c>.</param>
    public static string? KindOf(IReadOnlyCollection<Loss> losses, int total, KindRule down, KindRule partial)
    {
        var silent = losses.Count(IsSilent);
        if (silent < LeastOnus || ByGasp(losses) == Causes.Power) return null;
        if (!down.IsOff && silent >= total * down.Raise / 100) return DetectedKinds.PonDown;
        return !partial.IsOff && silent >= total * partial.Raise / 100 ? DetectedKinds.PonPartial : null;
    }

    /// <summary>Why: by gasps first, then by what else is hit, then by what the port says of itself.</summary>
    /// <param name="kind">The kind of the alert.</param>
    /// <param name="losses">All that it is about.</param>
    /// <param name="pons">How many PONs of the POP were hit at once.</param>
    /// <param name="port">What the OLT says of the port; null when it says nothing.</param>
    public static string CauseOf(string kind, IReadOnlyCollection<Loss> losses, int pons, PonRecord? port)
    {
        if (ByGasp(losses) is { } byGasp) return byGasp;
        if (port?.TxDbm < DeadTxDbm || port?.TempC > BurningC) return Causes.PortFault;
        if (pons > 1 && !SilenceProves(losses)) return Causes.PowerOrCable;
        return kind == DetectedKinds.PonDown ? Causes.FibreCut : Causes.BranchCut;
    }

    /// <summary>Lost, with no gasp and no reason that excludes the fibre.</summary>
    public static bool IsSilent(Loss loss) => loss is { IsGasp: false, MayBeFibre: true };

    /// <summary>That no gasp came proves something only of those that sent one before.</summary>
    public static bool SilenceProves(IReadOnlyCollection<Loss> losses)
    {
        var silent = losses.Count(IsSilent);
        return silent > 0 && losses.Count(loss => IsSilent(loss) && loss.CanGasp) * 2 >= silent;
    }

    /// <summary>Power or mixed; null when it is not the power.</summary>
    public static string? ByGasp(IReadOnlyCollection<Loss> losses)
    {
        var (gasps, silent) = (losses.Count(loss => loss.IsGasp), losses.Count(IsSilent));
        if (gasps == 0) return null;
        if (gasps >= (gasps + silent) * Majority) return Causes.Power;
        return silent >= (gasps + silent) * Majority ? null : Causes.Mixed;
    }
}
