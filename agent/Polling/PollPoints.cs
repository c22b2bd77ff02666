using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Polling;

/// <summary>The points that a poll becomes.</summary>
internal static class PollPoints
{
    /// <summary>The device's own points of a reading: itself and its parts, without the optics between two optics intervals.</summary>
    public static IEnumerable<IPoint> Of(DeviceConfig device, Reading reading, TimeSpan took, bool withOptics)
    {
        yield return (reading.Device ?? new DeviceRecord()) with
        {
            Kind = device.Driver.Kind,
            Vendor = device.Driver.Vendor,
            Up = true,
            PollMs = Math.Round(took.TotalMilliseconds, 1),
        };
        foreach (var part in reading.Parts())
        {
            yield return part switch
            {
                PonRecord pon when !withOptics => pon.WithoutOptics(),
                OnuRecord onu when !withOptics => onu.WithoutOptics(),
                _ => part,
            };
        }
    }

    /// <summary>A device that did not answer is down for this reason, and nothing else is known.</summary>
    public static DeviceRecord Of(DeviceConfig device, PollError error) => new() { Kind = device.Driver.Kind, Vendor = device.Driver.Vendor, Up = false, Error = error.Word };
}
