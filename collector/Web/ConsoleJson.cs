using System.Text.Json.Serialization;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Web.Charts;
using EdgeNoc.Collector.Web.Groups;
using EdgeNoc.Collector.Web.Health;
using EdgeNoc.Collector.Web.Live;
using EdgeNoc.Collector.Web.Map;
using EdgeNoc.Collector.Web.Optics;
using EdgeNoc.Collector.Web.Panel;
using EdgeNoc.Collector.Web.State;
using EdgeNoc.Collector.Web.Talkers;
using EdgeNoc.Collector.Web.Traffic;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Web;

/// <summary>What the console adds to the API, in its dialect.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(UtcMillisecondsConverter)])]
[JsonSerializable(typeof(EntryList<SiteFigures>))]
[JsonSerializable(typeof(IReadOnlyList<SiteFigures>))]
[JsonSerializable(typeof(SiteName))]
[JsonSerializable(typeof(ChartView))]
[JsonSerializable(typeof(EntryList<GroupView>))]
[JsonSerializable(typeof(GroupBody))]
[JsonSerializable(typeof(CustomerList))]
[JsonSerializable(typeof(MoveBody))]
[JsonSerializable(typeof(MoveDone))]
[JsonSerializable(typeof(MapPicture))]
[JsonSerializable(typeof(EntryList<Placeable>))]
[JsonSerializable(typeof(PlaceBody))]
[JsonSerializable(typeof(CollectorView))]
[JsonSerializable(typeof(Page<InterfaceView>))]
[JsonSerializable(typeof(TopTalkers))]
[JsonSerializable(typeof(OpticReport))]
[JsonSerializable(typeof(PanelView))]
[JsonSerializable(typeof(StateImportView))]
[JsonSerializable(typeof(TableImportView))]
internal sealed partial class ConsoleJson : JsonSerializerContext;
