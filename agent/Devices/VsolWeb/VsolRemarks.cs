using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.VsolWeb;

/// <summary>What somebody who sets the box up should know.</summary>
internal static class VsolRemarks
{
    public static IReadOnlyList<string> Of(Reading reading) =>
        reading.Onus.Any(onu => onu.Status == OnuStatus.Up) && reading.Onus.All(onu => onu.RxDbm is null) ? ["its pages list no levels: those of a single ONU stand on a page of its own and are not polled"] : [];
}
