using System.Text.Json;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Host;

/// <summary>What a poll that somebody asked for gave.</summary>
/// <param name="Device">The device's id, or its group's.</param>
/// <param name="TookMs">How long the device took; null when it was not asked.</param>
/// <param name="Error">Why there are no records.</param>
/// <param name="Remedy">What to do then.</param>
/// <param name="Records">Flat records as the verb <c>parse</c> shows them.</param>
public sealed record PollReply(string Device, double? TookMs, string? Error, string? Remedy, JsonElement? Records)
{
    /// <summary>From a result.</summary>
    /// <param name="device">The config entry.</param>
    /// <param name="result">What the poll gave.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="part">An entity such as <c>onu/0/3:17</c>, or the id of a member of a group; null takes all.</param>
    internal static PollReply Of(DeviceConfig device, PollResult result, TimeSpan took, string? part)
    {
        var ms = Math.Round(took.TotalMilliseconds, 1);
        if (result is PollResult.Failed { Error: var error }) return new PollReply(device.Id, ms, error.Detail, error.Remedy, null);
        var points = Points(device, ((PollResult.Read)result).Reading, part);
        if (points.Count == 0 && part is not null)
            return new PollReply(device.Id, ms, $"{device.Id} answered, and has no {part}", "parts are written as pon/0/3 or onu/0/3:17; without one all are shown", null);
        using var json = JsonDocument.Parse(JsonPointSink.ToJson(points));
        return new PollReply(device.Id, ms, null, null, json.RootElement.Clone());
    }

    /// <summary>From a device's log, which a person asked for.</summary>
    internal static PollReply OfLog(DeviceConfig device, PollResult result, TimeSpan took)
    {
        if (result is not PollResult.Read { Reading: var reading }) return Of(device, result, took, part: null);
        using var json = JsonDocument.Parse(JsonPointSink.ToJson(reading.Tables));
        return new PollReply(device.Id, Math.Round(took.TotalMilliseconds, 1), null, null, json.RootElement.Clone());
    }

    internal static PollReply NoSuchDevice(string device, IEnumerable<string> known) =>
        new(device, null, $"the config has no device {device}", $"the devices are {string.Join(", ", known)}", null);

    private static List<IPoint> Points(DeviceConfig device, Reading reading, string? part)
    {
        if (device.Options.MemberIds.Count > 0)
            return [.. reading.Members.Where(member => part is null || member.Device == part).Select(member => new NamedMember(member))];
        var itself = (reading.Device ?? new DeviceRecord()) with { Kind = device.Driver.Kind, Vendor = device.Driver.Vendor, Up = true };
        var all = reading.Parts().Prepend(itself);
        return [.. part is null ? all : all.Where(point => PointEntity.IsOf(point, part))];
    }

    /// <summary>A member with its id: all others of a reading are the device's own.</summary>
    private sealed class NamedMember(MemberRecord member) : IPoint
    {
        public void WriteTo(IPointSink sink)
        {
            member.Record.WriteTo(sink);
            sink.Tag("device", member.Device);
        }
    }
}
