using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeNoc.Bench.Store;

/// <summary>What <c>var/bench/store.json</c> holds.</summary>
internal sealed record StoreResult
{
    public required int Scale { get; init; }

    public required long BacklogPoints { get; init; }

    public required double BacklogMb { get; init; }

    public required double BacklogRssMb { get; init; }

    public required double BacklogStartRssMb { get; init; }

    public required double DrainPointsPerS { get; init; }

    public required double DrainLimitPointsPerS { get; init; }

    public required double DrainRatio { get; init; }

    [JsonPropertyName("alarm_p95_s")]
    public required double AlarmP95S { get; init; }

    public required int Alarms { get; init; }

    [JsonPropertyName("live_age_p95_s")]
    public required double LiveAgeP95S { get; init; }

    [JsonPropertyName("alarm_256k_s")]
    public required double Alarm256kS { get; init; }

    /// <summary>Of <c>bench storm</c>, in the same run.</summary>
    [JsonPropertyName("storm_live_max_s")]
    public required double StormLiveMaxS { get; init; }

    public required double StormWriteP95Ratio { get; init; }

    /// <summary>Of <c>bench card</c>, in the same run.</summary>
    public required double SdMbPerDay { get; init; }

    public required double SdKbPerEvent { get; init; }

    public required double AppendPerS { get; init; }

    public required double AppendLimitPerS { get; init; }

    [JsonPropertyName("event_durable_p99_ms")]
    public required double EventDurableP99Ms { get; init; }

    [JsonPropertyName("event_limit_p99_ms")]
    public required double EventLimitP99Ms { get; init; }

    public async Task SaveAsync(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(this, StoreResultJson.Default.StoreResult) + "\n");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(StoreResult))]
internal sealed partial class StoreResultJson : JsonSerializerContext;
