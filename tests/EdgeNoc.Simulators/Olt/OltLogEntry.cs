using System.Globalization;

namespace EdgeNoc.Simulators.Olt;

/// <summary>What the log says of an ONU.</summary>
public enum OltLogKind
{
    DyingGasp,
    Lost,
    Discovery,
}

/// <summary>An entry of the OLT's log.</summary>
public sealed record OltLogEntry(DateTimeOffset At, OltLogKind Kind, string Slot, string Mac, string Name)
{
    /// <summary>The box has no battery for its clock: it is always winter there.</summary>
    private static readonly TimeSpan Drift = TimeSpan.FromDays(-306);

    /// <summary>As on the log page.</summary>
    public string Text => $"{Stamp} EPON: {Message}";

    /// <summary>As the datagram.</summary>
    public string Syslog => $"<14>{Stamp} OLT EPON: {Message}";

    private string Stamp => (At + Drift).ToString("MMM d HH:mm:ss", CultureInfo.InvariantCulture);

    private string Message => Kind switch
    {
        OltLogKind.DyingGasp => $"Onu {Slot} {Mac.ToLowerInvariant()} dying-gasp",
        OltLogKind.Lost => $"Slot {Slot} Onu {Mac.ToLowerInvariant()}[{Shown}] Lost",
        _ => $"Onu {Slot} {Mac.ToLowerInvariant()} [{Shown}] Discovery",
    };

    private string Shown => Name == "NA" ? "Na" : Name;
}
