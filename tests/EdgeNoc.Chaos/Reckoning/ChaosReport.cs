using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdgeNoc.Chaos.Reckoning;

/// <summary>What a run came to: <c>report.json</c>.</summary>
internal sealed record ChaosReport
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required int Seed { get; init; }

    public required double RunS { get; init; }

    public required int ChaosFaults { get; init; }

    public required IReadOnlyDictionary<string, int> FaultsByKind { get; init; }

    public required int TelemetryPolled { get; init; }

    public required int TelemetryStored { get; init; }

    public required int TelemetryLostInPowerCuts { get; init; }

    public required int TelemetryLostInFreezes { get; init; }

    public required int TelemetryLostInDamagedStores { get; init; }

    public required int TelemetryDeadLettered { get; init; }

    public required int TelemetryStatedAsDropped { get; init; }

    public required int TelemetryDoubled { get; init; }

    public required int TelemetryUnknown { get; init; }

    public required int EventsExpected { get; init; }

    public required int EventsTold { get; init; }

    public required int EventsCommitted { get; init; }

    public required int EventsLost { get; init; }

    public required int EventsBeyond { get; init; }

    /// <summary>Alerts that the agent has raised in the end; null when it did not say.</summary>
    public required int? AlertsAtAgent { get; init; }

    /// <summary>Rows of the collector's table of alerts.</summary>
    public required int? AlertsAtCollector { get; init; }

    /// <summary>Runs of the agent that were killed.</summary>
    public required int AgentKills { get; init; }

    /// <summary>How many of those the agent named as not ended by themselves; one event may name several.</summary>
    public required int KillsStated { get; init; }

    public required int UncleanRestartsStated { get; init; }

    public required int StoresDamaged { get; init; }

    /// <summary>Damages that cost a message.</summary>
    public required int DamagesWithLoss { get; init; }

    public required int MessagesLostInDamages { get; init; }

    public required int CorruptStoresStated { get; init; }

    public required int UnsoundCopies { get; init; }

    public required double AgentPeakRssMb { get; init; }

    /// <summary>Records that are missing, doubled or made up, and nothing says why.</summary>
    public required int UnexplainedRecords { get; init; }

    /// <summary>The first of them, each with the faults around it.</summary>
    public required IReadOnlyList<string> Unexplained { get; init; }

    public bool IsGood => UnexplainedRecords == 0;

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>For a person, a line for each class.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        var culture = CultureInfo.InvariantCulture;
        text.AppendLine(culture, $"seed {Seed}: {ChaosFaults} faults of {FaultsByKind.Count} kinds in {RunS:0} s");
        text.AppendLine(culture, $"telemetry  polled {TelemetryPolled} = stored {TelemetryStored} + power cuts {TelemetryLostInPowerCuts} + freezes {TelemetryLostInFreezes} + damaged stores {TelemetryLostInDamagedStores} + dead letters {TelemetryDeadLettered} + stated as dropped {TelemetryStatedAsDropped}; doubled {TelemetryDoubled}, made up {TelemetryUnknown}");
        text.AppendLine(culture, $"events     happened {EventsExpected}, told {EventsTold}; committed at the edge {EventsCommitted}; lost {EventsLost}, made up or doubled {EventsBeyond}");
        text.AppendLine(culture, $"tables     alerts at the agent {AlertsAtAgent?.ToString(culture) ?? "?"}, at the collector {AlertsAtCollector?.ToString(culture) ?? "?"}");
        text.AppendLine(culture, $"stated     {KillsStated} of {AgentKills} kills, in {UncleanRestartsStated} events; {CorruptStoresStated} corrupt stores ({StoresDamaged} damaged, {DamagesWithLoss} of them with a loss: {MessagesLostInDamages} messages); copies that SQLite could not recover from: {UnsoundCopies}");
        foreach (var one in Unexplained) text.AppendLine($"  ! {one}");
        text.AppendLine(culture, $"{UnexplainedRecords} unexplained records");
        return text.ToString();
    }
}
