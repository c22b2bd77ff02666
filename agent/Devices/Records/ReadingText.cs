using System.Globalization;

namespace EdgeNoc.Agent.Devices.Records;

/// <summary>What a reading shows, in a few words for a person: which box it is and how much of what it has.</summary>
internal static class ReadingText
{
    public static IEnumerable<string> Of(Reading reading)
    {
        var box = string.Join(' ', new[] { reading.Device?.Identity, reading.Device?.Model, reading.Device?.Version }.Where(text => !string.IsNullOrEmpty(text)));
        if (box.Length > 0) yield return box;
        if (reading.Members.Count > 0) yield return Counted(reading.Members.Count, "ONTs", reading.Members.Count(member => member.Record.Up == true), "answer");
        if (reading.Onus.Count > 0 || reading.Pons.Count > 0 || !HasOtherParts(reading)) yield return Counted(reading.Onus.Count, "ONUs", reading.Onus.Count(onu => onu.Status == OnuStatus.Up), "up");
        if (reading.Interfaces.Count > 0) yield return Counted(reading.Interfaces.Count, "interfaces", reading.Interfaces.Count(port => port.Up == true), "up");
        foreach (var sessions in reading.Sessions.Where(sessions => sessions.Active is not null))
            yield return string.Create(CultureInfo.InvariantCulture, $"{sessions.Active} {(sessions.Service == "all" ? "subscribers" : sessions.Service)}");
    }

    /// <summary>A box without any part is an OLT that has no ONU yet.</summary>
    private static bool HasOtherParts(Reading reading) => reading.Members.Count > 0 || reading.Interfaces.Count > 0 || reading.Sessions.Count > 0;

    private static string Counted(int all, string what, int some, string how) => string.Create(CultureInfo.InvariantCulture, $"{all} {what}, {some} {how}");
}
