using System.Text.Json.Serialization;
using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Collector.Api.Analytics;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.External;
using EdgeNoc.Collector.Api.Feed;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Backup;
using EdgeNoc.Collector.Find;
using EdgeNoc.Collector.Fleet;
using EdgeNoc.Collector.Sites.Secrets;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Collector.Api;

/// <summary>The dialect of the API, as on the wire: snake_case names, times in UTC with milliseconds, what is null left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(UtcMillisecondsConverter), typeof(VerdictConverter), typeof(CommandRoleConverter)])]
[JsonSerializable(typeof(ApiProblem))]
[JsonSerializable(typeof(Page<AlertView>))]
[JsonSerializable(typeof(Page<IncidentView>))]
[JsonSerializable(typeof(IncidentDetail))]
[JsonSerializable(typeof(Page<DecisionView>))]
[JsonSerializable(typeof(Page<MessageView>))]
[JsonSerializable(typeof(Page<AuditView>))]
[JsonSerializable(typeof(Page<SilenceView>))]
[JsonSerializable(typeof(MaintenanceDetail))]
[JsonSerializable(typeof(FindView))]
[JsonSerializable(typeof(ActionDone))]
[JsonSerializable(typeof(MuteBody))]
[JsonSerializable(typeof(NoteBody))]
[JsonSerializable(typeof(AssignBody))]
[JsonSerializable(typeof(Page<FeedItem>))]
[JsonSerializable(typeof(UnreadView))]
[JsonSerializable(typeof(FeedBody))]
[JsonSerializable(typeof(AlertStatistics))]
[JsonSerializable(typeof(Usage))]
[JsonSerializable(typeof(Page<SessionEntry>))]
[JsonSerializable(typeof(OutageMonth))]
[JsonSerializable(typeof(OutageLedger))]
[JsonSerializable(typeof(SilenceBody))]
[JsonSerializable(typeof(EntryList<ContactEntry>))]
[JsonSerializable(typeof(EntryList<RotationEntry>))]
[JsonSerializable(typeof(EntryList<RouteEntry>))]
[JsonSerializable(typeof(EntryList<ReportEntry>))]
[JsonSerializable(typeof(EntryList<SiteView>))]
[JsonSerializable(typeof(SiteEntry))]
[JsonSerializable(typeof(NewClaimView))]
[JsonSerializable(typeof(MachineView))]
[JsonSerializable(typeof(RevokedView))]
[JsonSerializable(typeof(SiteConfigBody))]
[JsonSerializable(typeof(EntryList<FleetSite>))]
[JsonSerializable(typeof(EntryList<ConfigView>))]
[JsonSerializable(typeof(ConfigDifference))]
[JsonSerializable(typeof(CommandBody))]
[JsonSerializable(typeof(CommandView))]
[JsonSerializable(typeof(EntryList<CommandSpecView>))]
[JsonSerializable(typeof(EntryList<SecretView>))]
[JsonSerializable(typeof(SecretBody))]
[JsonSerializable(typeof(SecretSetView))]
[JsonSerializable(typeof(EntryList<TemplateView>))]
[JsonSerializable(typeof(TemplateEntry))]
[JsonSerializable(typeof(TemplateBody))]
[JsonSerializable(typeof(PreviewBody))]
[JsonSerializable(typeof(PreviewView))]
[JsonSerializable(typeof(EntryList<BackupEntry>))]
[JsonSerializable(typeof(BackupView))]
[JsonSerializable(typeof(RestoreBody))]
[JsonSerializable(typeof(RouteOrderBody))]
[JsonSerializable(typeof(TrialBody))]
[JsonSerializable(typeof(TrialView))]
[JsonSerializable(typeof(EntryList<ShiftView>))]
[JsonSerializable(typeof(EntryList<ChannelView>))]
[JsonSerializable(typeof(ChannelSessionView))]
[JsonSerializable(typeof(TestSendBody))]
[JsonSerializable(typeof(TestSendView))]
[JsonSerializable(typeof(EntryList<TokenView>))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(NewTokenView))]
[JsonSerializable(typeof(UpdatesView))]
[JsonSerializable(typeof(RolloutBody))]
[JsonSerializable(typeof(RolloutView))]
[JsonSerializable(typeof(RingBody))]
[JsonSerializable(typeof(IReadOnlyList<PostedAlert>))]
[JsonSerializable(typeof(EntryList<UserView>))]
[JsonSerializable(typeof(UserBody))]
[JsonSerializable(typeof(EntryList<SessionView>))]
[JsonSerializable(typeof(EntryList<SiteDeviceView>))]
[JsonSerializable(typeof(EntryList<OntBody>))]
[JsonSerializable(typeof(TryBody))]
[JsonSerializable(typeof(ImportView))]
[JsonSerializable(typeof(EntryList<RemovedView>))]
internal sealed partial class ApiJson : JsonSerializerContext;
