using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeNoc.Collector.Groups;

namespace EdgeNoc.Collector.Desk;

/// <summary>How what was removed lies in the database.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OntEntry))]
[JsonSerializable(typeof(RemovedSite))]
[JsonSerializable(typeof(CustomerGroup))]
internal sealed partial class DeskJson : JsonSerializerContext
{
    public static string Of(OntEntry ont) => JsonSerializer.Serialize(ont, Default.OntEntry);

    public static string Of(CustomerGroup group) => JsonSerializer.Serialize(group, Default.CustomerGroup);

    public static string Of(RemovedSite site) => JsonSerializer.Serialize(site, Default.RemovedSite);
}
