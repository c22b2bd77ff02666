using System.Text.Json.Serialization;

namespace EdgeNoc.Collector.Api.External;

/// <summary>Alertmanager's own dialect: names in camelCase.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowTrailingCommas = true)]
[JsonSerializable(typeof(List<PostedAlert>))]
internal sealed partial class ExternalJson : JsonSerializerContext;
