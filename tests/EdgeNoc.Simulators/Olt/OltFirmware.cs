namespace EdgeNoc.Simulators.Olt;

/// <summary>The pages with lists of ONUs that a firmware has; the others answer "ASP Error".</summary>
[Flags]
public enum OltPages
{
    None = 0,

    /// <summary><c>/onuAllPonOnuList.asp</c>.</summary>
    AllPons = 1,

    /// <summary><c>/onuOverviewPonList.asp</c> and <c>/onuOverview.asp?oltponno=0/1</c>.</summary>
    Overview = 2,

    /// <summary><c>/onuConfigPonList.asp</c> and <c>/onuConfigOnuList.asp?oltponno=0/1</c>.</summary>
    Config = 4,
}

/// <summary>How a firmware prints its pages; each was seen in the field.</summary>
[Flags]
public enum PageQuirks
{
    None = 0,

    /// <summary><c>var onutable = new Array (</c>.</summary>
    Spaces = 1,

    /// <summary>A comment line with strings of its own inside each array.</summary>
    Comments = 2,

    /// <summary>No line that says how many cells make a row.</summary>
    NoLineNum = 4,

    /// <summary><c>--</c> for the optics of an ONU that is down, instead of the last reading.</summary>
    Dashes = 8,

    /// <summary><c>-inf</c>, <c>NA</c> and <c>--</c> for the optics of some ONUs that are up: the box could not read them.</summary>
    NoReading = 16,

    /// <summary><c>PwrDown</c> for a loss of power, and one ONU in <c>LoopDetected</c>.</summary>
    StatusWords = 32,

    /// <summary>Some names in GB2312, and the page says so in its head.</summary>
    Gb2312 = 64,

    /// <summary>Names of 300 letters, with emoji, with quotes around them.</summary>
    OddNames = 128,

    /// <summary>RX levels of +60 dBm, temperatures of 900 °C.</summary>
    AbsurdLevels = 256,
}

/// <summary>What a simulated box's web interface looks like.</summary>
public sealed record OltFirmware
{
    /// <summary>The HA7304: one page with all ONUs, 22 columns.</summary>
    public static OltFirmware Ha7304 { get; } = new();

    public OltPages Pages { get; init; } = OltPages.AllPons;

    /// <summary>22 or 18.</summary>
    public int AllWidth { get; init; } = 22;

    /// <summary>16, or 11 without optics. The page of the configuration has 13 always.</summary>
    public int OverviewWidth { get; init; } = 16;

    /// <summary>Rows that a list of one PON shows, as the firmware that turns pages after 8; null for all.</summary>
    public int? RowsPerPage { get; init; }

    /// <summary>Whether the list of PONs has sums, or <c>N/A</c>.</summary>
    public bool PonSums { get; init; } = true;

    public PageQuirks Quirks { get; init; }
}
