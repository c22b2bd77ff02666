using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeNoc.Demo.Reckoning;

/// <summary>What a run came to: <c>var/demo/summary.json</c>. Figures that could not be had are null.</summary>
internal sealed record DemoSummary
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Distinct numbered values that the OLTs served to the agent.</summary>
    public required int PointsPolled { get; init; }

    /// <summary>How many of those are in InfluxDB, found by value.</summary>
    public required int PointsInInflux { get; init; }

    public required int PointsLost { get; init; }

    /// <summary>Rows beyond one a value.</summary>
    public required int PointsDoubled { get; init; }

    /// <summary>Rows with a value that no OLT served.</summary>
    public required int PointsUnknown { get; init; }

    public required IReadOnlyList<string> FirstMissing { get; init; }

    /// <summary>Distinct events in the collector's database.</summary>
    public required int Events { get; init; }

    /// <summary>Messages that the WhatsApp gateway took.</summary>
    public required int MessagesSent { get; init; }

    /// <summary>From a change in the plant to the gateway: the 99th percentile, which for a handful is the slowest.</summary>
    public required double? ChangeToMessageP99Ms { get; init; }

    /// <summary>Resident memory, the highest of a look every second.</summary>
    public required double? AgentRssMb { get; init; }

    /// <summary>Percent of one core, from the process's start to the end of the run.</summary>
    public required double? AgentCpuPct { get; init; }

    public required double? CollectorRssMb { get; init; }

    public required double? CollectorCpuPct { get; init; }

    /// <summary>How long the run was, without start-up and ending.</summary>
    public required double RunS { get; init; }

    /// <summary>How long the broker was away in it.</summary>
    public required double BrokerAwayS { get; init; }

    /// <summary>Stopped by a person: messages were not waited for.</summary>
    [JsonIgnore]
    public bool EndedEarly { get; init; }

    /// <summary>Nothing lost, and both a problem and its end were told, unless a person did not wait for that.</summary>
    [JsonIgnore]
    public bool IsGood => PointsLost == 0 && PointsPolled > 0 && (EndedEarly || MessagesSent >= 2);

    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";
}
