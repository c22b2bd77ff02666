using System.Globalization;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Commands;

/// <summary>One poll of each device, all at once.</summary>
internal static class CheckDevices
{
    public static async Task<IReadOnlyList<CheckItem>> RunAsync(AgentConfig config, DriverContext context, CancellationToken cancellationToken) =>
        await Task.WhenAll(config.Devices.Select(device => PollAsync(device, context, cancellationToken))).ConfigureAwait(false);

    private static async Task<CheckItem> PollAsync(DeviceConfig device, DriverContext context, CancellationToken cancellationToken)
    {
        var driver = device.Driver.Create(device, context);
        await using (driver.ConfigureAwait(false))
        {
            var began = context.Time.GetTimestamp();
            var result = await driver.PollAsync(cancellationToken).ConfigureAwait(false);
            return result is PollResult.Read { Reading: var reading }
                ? Judge(device.Id, reading, context.Time.GetElapsedTime(began))
                : new CheckItem(device.Id, CheckMark.Failed, ((PollResult.Failed)result).Error.Detail, ((PollResult.Failed)result).Error.Remedy);
        }
    }

    internal static CheckItem Judge(string id, Reading reading, TimeSpan took)
    {
        var ms = string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds:0} ms");
        if (reading.Members.Count > 0)
        {
            var silent = reading.Members.Where(member => member.Record.Up != true).Select(member => member.Device).ToList();
            var seen = string.Create(CultureInfo.InvariantCulture, $"{reading.Members.Count} ONTs, {reading.Members.Count - silent.Count} answer, {ms}");
            if (silent.Count == 0) return new(id, CheckMark.Ok, seen);
            if (silent.Count == reading.Members.Count) return new(id, CheckMark.Failed, seen, "check that this machine has a route to the ONTs and that they may answer ping");
            return new(id, CheckMark.Warning, seen, $"silent: {string.Join(", ", silent.Take(5))}{(silent.Count > 5 ? $" and {silent.Count - 5} more" : "")}");
        }

        var text = reading.Interfaces.Count > 0 ? $"{Router(reading)}, {ms}" : string.Create(CultureInfo.InvariantCulture, $"{reading.Onus.Count} ONUs, {reading.Onus.Count(onu => onu.Status == OnuStatus.Up)} up, {ms}");
        if (reading.Remarks.Count > 0) return new(id, CheckMark.Warning, text, string.Join("; ", reading.Remarks));
        return reading.Dropped == 0
            ? new(id, CheckMark.Ok, text)
            : new(id, CheckMark.Warning, $"{text}, {reading.Dropped} rows or fields left out", "they made no sense: look at a capture of the page with the verb parse");
    }

    private static string Router(Reading reading) => string.Join(", ",
    [
        .. new[] { reading.Device?.Identity, reading.Device?.Model, reading.Device?.Version }.OfType<string>(),
        string.Create(CultureInfo.InvariantCulture, $"{reading.Interfaces.Count} interfaces, {reading.Interfaces.Count(record => record.Up == true)} up"),
        .. reading.Sessions.Where(sessions => sessions.Active > 0).Select(sessions => string.Create(CultureInfo.InvariantCulture, $"{sessions.Service} {sessions.Active}")),
    ]);
}
