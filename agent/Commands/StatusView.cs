using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Host;
using EdgeNoc.Common.Updates;

namespace EdgeNoc.Agent.Commands;

/// <summary>A status as plain text for a terminal or a phone over ssh.</summary>
internal static class StatusView
{
    public static string Of(StatusReport report)
    {
        var text = new StringBuilder();
        Line(text, $"{report.Name} ({report.Site}), agent {report.Version}, process {report.Pid}, up {Age(report.Now - report.Started)}, clock {report.Clock}");
        Line(text, $"{Uplink(report)}");
        if (report.Update is { } update) Update(text, update);
        if (Cost(report.Uplink) is { } cost) Line(text, $"  {cost}");
        foreach (var outbox in report.Outbox)
        {
            Line(text, $"  {outbox.Class,-10}{outbox.Rows,8} waiting {outbox.Bytes,12} bytes{(outbox.OldestS is { } s ? $", oldest {Age(TimeSpan.FromSeconds(s))}" : "")}");
        }

        if (report.Dropped > 0) Line(text, $"  {report.Dropped} messages were dropped in this run: see the log");
        Line(text, $"devices");
        foreach (var device in report.Devices)
        {
            var parts = device.PartsTotal is { } total ? $"{device.PartsUp} of {total} up" : "";
            Line(text, $"  {(device.Health == "ok" ? '✔' : device.Health == "waiting" ? '…' : '✘')} {device.Id,-20} {device.Driver,-14} {device.Health,-12} {parts}");
            if (device.Error is not null) Line(text, $"      {device.Error}: {device.Remedy}");
            if (device.PausedUntil is { } until && until > report.Now) Line(text, $"      polling is paused at the cabinet for another {Age(until - report.Now)}");
        }

        Line(text, $"raised {report.Raised.Count}");
        foreach (var alert in report.Raised.OrderByDescending(alert => alert.Severity).ThenBy(alert => alert.At).Take(20))
        {
            Line(text, $"  {alert.Severity.ToString().ToLowerInvariant(),-9}{alert.Kind,-22}{alert.Device} {alert.Entity}, {Age(report.Now - alert.At)}{(alert.Reason is null ? "" : $", {alert.Reason}")}");
        }

        if (report.Raised.Count > 20) Line(text, $"  … and {report.Raised.Count - 20} more");
        foreach (var incident in report.Incidents ?? [])
        {
            Line(text, $"incident #{incident.Number} {incident.Kind} {incident.Device} {incident.Entity}{(incident.AcknowledgedBy is null ? "" : $", taken by {incident.AcknowledgedBy}")}");
        }

        Line(text, $"panel: OWNER {Word(report.Panel.Owner)}, UPLINK {Word(report.Panel.Uplink)}, DEVICES {Word(report.Panel.Devices)}, ALARM {Word(report.Panel.Alarm)}");
        if (report.Cabinet is { Now: var cabinet }) Cabinet(text, cabinet);
        if (report.Page is { } page) Line(text, $"page for the phone: {page}\n{QrText.Of(page)}");
        return text.ToString().TrimEnd();
    }

    private static void Update(StringBuilder text, UpdateReport update)
    {
        if (update.Wanted is { } wanted) Line(text, $"  version {update.Version} runs, {wanted} is wanted: {update.Stage}{(update.WaitsFor is { } what ? $", waits for {what}" : "")}");
        if (update.FailedVersion is { } failed) Line(text, $"  version {failed} was undone at {update.FailedStage}: {update.FailedReason}");
    }

    private static void Cabinet(StringBuilder text, CabinetSnapshot cabinet)
    {
        if (cabinet.Mode != PanelMode.Live) Line(text, $"  {Words(cabinet.Mode)}");
        if (cabinet.Simulated) Line(text, $"  simulated: no lamp is wired");
        if (cabinet.Buzzer.Causes.Count > 0) Line(text, $"  buzzer {(cabinet.Buzzer.Sounding ? "sounds" : $"silent ({Words(cabinet.Buzzer.Why)})")}: {string.Join(", ", cabinet.Buzzer.Causes)}");
        if (cabinet.Contacts.Count > 0) Line(text, $"  contacts: {string.Join(", ", cabinet.Contacts.Select(contact => $"{contact.Name} {(contact.Alarm ? "✘" : "✔")}"))}");
        foreach (var fault in cabinet.Faults) Line(text, $"  ✘ {fault}");
    }

    private static string Uplink(StatusReport report)
    {
        var link = report.Uplink;
        if (!link.Connected) return $"uplink: no broker{(link.Fault is null ? "" : $": {link.Broker}: {link.Fault}; {link.Remedy}")}";
        var ack = link.LastAckAgeS is { } age ? $"database acknowledged {Age(TimeSpan.FromSeconds(age))} ago" : "the database acknowledged nothing yet";
        return $"uplink: {link.Broker} for {Age(report.Now - link.Since)}, {ack}{(link.Paused is null ? "" : $"; held back: {link.Paused}")}";
    }

    private static string? Cost(UplinkReport link)
    {
        if (!link.Metered && link.MonthBytes == 0) return null;
        var used = string.Create(CultureInfo.InvariantCulture, $"{link.MonthBytes / 1e6:0.0}{(link.BudgetBytes is { } budget ? $" of {budget / 1e6:0}" : "")} MB metered this month");
        return link.Metered ? $"{link.Way} ({link.Interface ?? "no route"}), metered: {used}{(link.HeldBack is null ? "" : $"; {link.HeldBack}")}" : used;
    }

    private static string Word(LampPattern pattern) => Words(pattern);

    private static string Words<T>(T word) => JsonNamingPolicy.SnakeCaseLower.ConvertName(word?.ToString() ?? "").Replace('_', ' ');

    private static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, age.TotalSeconds):0} s"),
        { TotalMinutes: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes:0} min"),
        { TotalHours: < 48 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0} days"),
    };

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
