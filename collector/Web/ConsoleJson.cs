using System.Text.Json.Serialization;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Web.Charts;
using EdgeNoc.Collector.Web.Live;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Web;

/// <summary>What the console adds to the API, in its dialect.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(UtcMillisecondsConverter)])]
[JsonSerializable(typeof(EntryList<SiteFigures>))]
[JsonSerializable(typeof(IReadOnlyList<SiteFigures>))]
[JsonSerializable(typeof(SiteName))]
[JsonSerializable(typeof(ChartView))]
internal sealed partial class ConsoleJson : JsonSerializerContext;
