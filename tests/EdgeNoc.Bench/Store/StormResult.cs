using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeNoc.Bench.Store;

/// <summary>What <c>var/bench/storm.json</c> holds.</summary>
internal sealed record StormResult(
    int Sites,
    double BacklogPoints,
    double NormalLiveMaxS,
    double StormLiveP95S,
    double StormLiveMaxS,
    double StormDrainS,
    double NormalWriteP95Ms,
    double StormWriteP95Ms,
    double WriteP95Ratio,
    double StormBodyP95Ms,
    double CollectorPeakRssMb)
{
    public async Task SaveAsync(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(this, StormResultJson.Default.StormResult) + "\n");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(StormResult))]
internal sealed partial class StormResultJson : JsonSerializerContext;
