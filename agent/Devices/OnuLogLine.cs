namespace EdgeNoc.Agent.Devices;

/// <summary>What a line of an OLT's log says of an ONU.</summary>
public enum OnuLogKind
{
    /// <summary>Its last breath: its power went.</summary>
    DyingGasp,

    /// <summary>Gone. After a gasp that is the same story; alone it says nothing of why.</summary>
    Lost,

    /// <summary>Seen again, or for the first time.</summary>
    Discovered,
}

/// <summary>A line of an OLT's log that is about one ONU. Its time is left out: the clock of an OLT drifts.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Onu">The slot as the log names it, <c>0/1/1:4</c>; null when it names none.</param>
/// <param name="Mac">Upper-case with colons; null when the line has none.</param>
public sealed record OnuLogLine(OnuLogKind Kind, string? Onu, string? Mac);
