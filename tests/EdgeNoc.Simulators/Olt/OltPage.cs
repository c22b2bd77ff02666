namespace EdgeNoc.Simulators.Olt;

/// <summary>One state of the page of all ONUs. <paramref name="Number"/> counts pages from 1 and stands in the online seconds of every ONU that is up.</summary>
public sealed record OltPage(int Number, DateTimeOffset At, IReadOnlyList<OnuRow> Rows)
{
    /// <summary>What of it is shown on the page of one PON.</summary>
    public OltPage Only(string pon, int? rows) => this with { Rows = [.. Rows.Where(row => row.Slot.Pon == pon).Take(rows ?? int.MaxValue)] };
}

/// <summary>What the OLT shows of one ONU: the facts, before they are put into the page's columns.</summary>
/// <remarks>As OLTs do, an ONU that is down keeps its last optics and seconds, and one that is up the reason of its last loss.</remarks>
public sealed record OnuRow(
    OnuSlot Slot,
    string Name,
    string Mac,
    bool Up,
    int RttTq,
    double TempC,
    double VoltageV,
    double BiasMa,
    double TxDbm,
    double RxDbm,
    DateTimeOffset LastOnline,
    DateTimeOffset LastOffline,
    int Reason,
    long OnlineS,
    int Deregisters,
    bool Gasp);
