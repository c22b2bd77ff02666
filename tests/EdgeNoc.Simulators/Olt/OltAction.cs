namespace EdgeNoc.Simulators.Olt;

/// <summary>What can happen to an OLT's plant.</summary>
public enum OltActionKind
{
    /// <summary>The fibre of a whole PON is cut: all its ONUs are lost without a word.</summary>
    CutPon,

    /// <summary>The fibre is spliced: every ONU of the PON that has power comes back.</summary>
    RepairPon,

    /// <summary>One ONU loses power and says so with its last breath.</summary>
    GaspOnu,

    /// <summary>The fibre of one ONU breaks: it is lost without a word.</summary>
    LoseOnu,

    /// <summary>One ONU has power and fibre again; it comes back unless its PON is cut.</summary>
    RestoreOnu,
}

/// <summary>Something that happens, and where: a PON (<c>0/2</c>) or an ONU (<c>0/1:7</c>).</summary>
public sealed record OltAction(OltActionKind Kind, string Target)
{
    /// <summary>One line for a person watching.</summary>
    public override string ToString() => Kind switch
    {
        OltActionKind.CutPon => $"fibre cut on PON {Target}",
        OltActionKind.RepairPon => $"fibre repaired on PON {Target}",
        OltActionKind.GaspOnu => $"power lost at ONU {Target} (dying gasp)",
        OltActionKind.LoseOnu => $"fibre broken at ONU {Target}",
        _ => $"ONU {Target} has power and fibre again",
    };
}

/// <summary>What an action changed: the slots that went down or came back. Empty when it changed nothing, as a second cut of the same PON.</summary>
public sealed record OltChange(DateTimeOffset At, OltAction Action, IReadOnlyList<string> Onus);
