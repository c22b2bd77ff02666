using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeNoc.Bench.Ingest;

/// <summary>What <c>var/bench/ingest.json</c> holds.</summary>
internal sealed record IngestResult(
    double PointsPerS,
    double LimitPointsPerS,
    double Ratio,
    double CollectorCpuSPerMillion,
    double CollectorRssMb,
    double AckP50Ms,
    double AckP99Ms)
{
    public async Task SaveAsync(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(this, IngestResultJson.Default.IngestResult) + "\n");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(IngestResult))]
internal sealed partial class IngestResultJson : JsonSerializerContext;
