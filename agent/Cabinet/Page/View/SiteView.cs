using System.Text.Json.Serialization;
using EdgeNoc.Agent.Cabinet.Page.Work;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Cabinet.Page.View;

/// <summary>All that the page shows, at one moment; sent whole when anything of it changed.</summary>
/// <param name="Site">The site's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">The agent's.</param>
/// <param name="Unlocked">The PIN was typed: names and details are there.</param>
/// <param name="Panel">The lamps.</param>
/// <param name="Uplink">The way to the office.</param>
/// <param name="Buffer">What is kept here; null while everything leaves at once.</param>
/// <param name="Devices">In the order of the config.</param>
/// <param name="Alerts">What stands about the POP itself.</param>
/// <param name="Incidents">What the office works on; null until it told.</param>
/// <param name="Maintenance">Null without one.</param>
/// <param name="Check">The last full check; null before the first, and without the PIN.</param>
internal sealed record SiteView(
    string Site,
    string Name,
    string Version,
    bool Unlocked,
    PanelView Panel,
    UplinkView Uplink,
    BufferView? Buffer,
    IReadOnlyList<DeviceView> Devices,
    IReadOnlyList<AlertView> Alerts,
    IReadOnlyList<IncidentView>? Incidents,
    MaintenanceView? Maintenance,
    CheckProgress? Check);

/// <param name="Lamps">Owner, uplink, devices, alarm, as they are lit now.</param>
/// <param name="Mode">Why: <c>live</c>, or a test; null where no lamps are wired.</param>
/// <param name="Sounding">The buzzer.</param>
/// <param name="Contacts">Those in alarm or not, as the config names them.</param>
/// <param name="Faults">What of lamps and button does not work; only with the PIN.</param>
internal sealed record PanelView(PanelState Lamps, PanelMode? Mode, bool Sounding, IReadOnlyList<ContactState> Contacts, IReadOnlyList<string> Faults);

/// <param name="Connected">To a broker.</param>
/// <param name="Since">Since when it is (or is not).</param>
/// <param name="AckedAt">When the database last acknowledged, down to 10 s; null for never in this run.</param>
/// <param name="Way"><c>main</c> or <c>backup</c>.</param>
/// <param name="Metered">Each byte costs.</param>
/// <param name="Detail">Why there is no connection or sending waits; only with the PIN.</param>
/// <param name="Remedy">What to do about it; only with the PIN.</param>
internal sealed record UplinkView(bool Connected, DateTimeOffset Since, DateTimeOffset? AckedAt, string? Way, bool Metered, string? Detail, string? Remedy);

/// <param name="Rows">Events, messages and tables.</param>
/// <param name="Bytes">Of their payloads.</param>
/// <param name="Since">The oldest of them, down to 10 s.</param>
internal sealed record BufferView(long Rows, long Bytes, DateTimeOffset Since);

/// <summary>How a device does, in a sign.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeviceMark>))]
internal enum DeviceMark
{
    [JsonStringEnumMemberName("ok")] Ok,
    [JsonStringEnumMemberName("warning")] Warning,
    [JsonStringEnumMemberName("failed")] Failed,

    /// <summary>Not polled yet.</summary>
    [JsonStringEnumMemberName("waiting")] Waiting,
}

/// <param name="Id">The entry's id.</param>
/// <param name="Kind"><c>olt, router, bng, ont</c>.</param>
/// <param name="Mark">The sign.</param>
/// <param name="Error">The word of the last poll's error, which the page translates to a remedy; null while it answers.</param>
/// <param name="Detail">What happened, in the driver's words; only with the PIN.</param>
/// <param name="Remedy">What to do, in the driver's words; only with the PIN.</param>
/// <param name="PartsUp">Of its ONUs or ONTs.</param>
/// <param name="PartsTotal">As <paramref name="PartsUp"/>.</param>
/// <param name="LastOk">When it last answered.</param>
/// <param name="PausedUntil">It is left alone until then.</param>
/// <param name="Alerts">What stands about it, without single customers.</param>
internal sealed record DeviceView(
    string Id, string Kind, DeviceMark Mark, string? Error, string? Detail, string? Remedy, int? PartsUp, int? PartsTotal, DateTimeOffset? LastOk, DateTimeOffset? PausedUntil, IReadOnlyList<AlertView> Alerts);

/// <summary>An alert that stands.</summary>
/// <param name="Entity">Null where its name may be a customer's and the PIN was not typed.</param>
internal sealed record AlertView(string Kind, string? Entity, Severity Severity, DateTimeOffset Since);

/// <param name="Number">As people know it.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Kind">Of what it began with.</param>
/// <param name="Device">Null where that is a customer's and the PIN was not typed.</param>
/// <param name="Entity">As <paramref name="Device"/>.</param>
/// <param name="Since">When it began.</param>
/// <param name="Taken">Somebody acknowledged it.</param>
/// <param name="TakenBy">Who; only with the PIN.</param>
/// <param name="MaintenanceUntil">Work on the plant covers it until then.</param>
internal sealed record IncidentView(
    long Number, Severity Severity, string Kind, string? Device, string? Entity, DateTimeOffset Since, bool Taken, string? TakenBy, DateTimeOffset? MaintenanceUntil);

/// <param name="Until">When it ends by itself.</param>
/// <param name="Told">The office has it.</param>
internal sealed record MaintenanceView(DateTimeOffset Until, bool Told);
