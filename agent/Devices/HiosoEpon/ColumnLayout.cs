namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>Which column of a page's rows holds what. A firmware with other columns is one more layout here and no code.</summary>
/// <param name="Width">Cells per row, as the page itself states in <c>lineNum=(onutable.length)/22</c>; of a detail, its cells.</param>
internal sealed record ColumnLayout(int Width)
{
    /// <summary>The column is not on this page.</summary>
    public const int Absent = -1;

    public int Id { get; init; }

    public int Name { get; init; } = 1;

    public int Mac { get; init; } = 2;

    public int Status { get; init; } = 3;

    public int Ctc { get; init; } = Absent;

    public int Auth { get; init; } = Absent;

    /// <summary>Round-trip time in time quanta of 16 ns.</summary>
    public int Rtt { get; init; } = Absent;

    public int TempC { get; init; } = Absent;

    public int VoltageV { get; init; } = Absent;

    public int BiasMa { get; init; } = Absent;

    public int TxDbm { get; init; } = Absent;

    public int RxDbm { get; init; } = Absent;

    /// <summary>Why it went down the last time; an ONU that is up carries it too.</summary>
    public int Reason { get; init; } = Absent;

    public int OnlineS { get; init; } = Absent;

    public int Deregisters { get; init; } = Absent;

    /// <summary><c>1</c> when the last loss came with a dying gasp.</summary>
    public int DyingGasp { get; init; } = Absent;

    /// <summary>What somebody who sets the box up should know of this form; null for nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>The layouts of the lists of ONUs, whichever page and array they come in.</summary>
    public static IReadOnlyList<ColumnLayout> Lists { get; } =
    [
        // onuAllPonOnuList.asp of HA7304, FIT FNCS4000. Columns 4 to 6 are firmware, chip and ports, 8 the CTC version, 16 and 17 the OLT's own drifting times.
        new(22)
        {
            Ctc = 7, Auth = 9, Rtt = 10, TempC = 11, VoltageV = 12, BiasMa = 13, TxDbm = 14, RxDbm = 15, Reason = 18, OnlineS = 19, Deregisters = 20, DyingGasp = 21,
        },

        // onuAllPonOnuList.asp of HA7302CST: optics where the others have CTC, and no gasp flag. 16 and 17 are times.
        new(18)
        {
            TempC = 7, VoltageV = 8, BiasMa = 9, TxDbm = 10, RxDbm = 11, OnlineS = 12, Deregisters = 13, Reason = 14, Rtt = 15,
            Remark = "its page has 18 columns, a form that this driver knows by description alone: compare some ONUs with the page in a browser, and send a capture",
        },

        // onuOverview.asp: CTC and authorisation in words; the longer form adds the optics.
        new(16) { Ctc = 7, Auth = 9, Rtt = 10, TempC = 11, VoltageV = 12, BiasMa = 13, TxDbm = 14, RxDbm = 15 },
        new(11) { Ctc = 7, Auth = 9, Rtt = 10, Remark = "its pages show no levels (11 columns a row): those of a single ONU stand on its own page in a browser" },

        // onuConfigOnuList.asp of HA7302CST.
        new(13) { TempC = 7, VoltageV = 8, BiasMa = 9, TxDbm = 10, RxDbm = 11, Rtt = 12 },
    ];

    /// <summary>The forms of <c>onuinfo</c> on the page of one ONU: 7 to 9 are the OLT's own times where they are there. The shortest fits the beginning of any.</summary>
    public static IReadOnlyList<ColumnLayout> Details { get; } =
    [
        new(17) { Ctc = 10, Auth = 12, Reason = 13, OnlineS = 14, Deregisters = 15, DyingGasp = 16 },
        new(13) { Ctc = 10, Auth = 12 },
        new(10),
        new(7),
    ];
}
