using EdgeNoc.Collector.Alerts.Routing;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Entries;

/// <summary>A rotation as the API has it.</summary>
/// <param name="Id">As routes name it.</param>
/// <param name="TimeZone">IANA name: for showing it.</param>
/// <param name="Starts">When the first member's first shift begins.</param>
/// <param name="ShiftS">How long each shift is: 3,600 s to 90 days.</param>
/// <param name="Members">Ids of contacts, in order.</param>
/// <param name="Overrides">Who takes over when, whoever's shift it is; of several the last one counts.</param>
internal sealed record RotationEntry(string Id, string TimeZone, DateTimeOffset Starts, int ShiftS, IReadOnlyList<string> Members, IReadOnlyList<RotationOverride> Overrides)
{
    public Rotation ToRotation() => new(Id, Starts, TimeSpan.FromSeconds(ShiftS), Members) { Overrides = Overrides };
}

/// <summary>Reads a rotation.</summary>
internal static class RotationReader
{
    private const int MaxMembers = 50;
    private const int MaxOverrides = 200;
    private const int Hour = 3600;
    private const int Week = 7 * 24 * Hour;
    private const int LongestShift = 90 * 24 * Hour;

    private static readonly TimeSpan LongestOverride = TimeSpan.FromDays(366);

    public static RotationEntry Read(ConfigSection section, Known known, string? fixedId = null)
    {
        var id = EntryText.Id(section, fixedId);
        var members = EntryText.AtMost(section, "members", section.Texts("members", required: true, "a list of ids of contacts"), MaxMembers);
        foreach (var (key, member) in members) known.CheckContact(section, key, member);
        var rotation = new RotationEntry(
            id,
            EntryText.Zone(section, "time_zone") ?? "UTC",
            EntryText.Time(section, "starts", required: true) ?? DateTimeOffset.UnixEpoch,
            section.Integer("shift_s", Week, Hour, LongestShift),
            [.. members.Select(member => member.Text)],
            [.. EntryText.AtMost(section, "overrides", section.List("overrides"), MaxOverrides).Select(entry => Override(entry, known))]);
        section.Finish();
        return rotation;
    }

    private static RotationOverride Override(ConfigSection section, Known known)
    {
        var contact = section.Text("contact", required: true) ?? "";
        if (contact.Length > 0) known.CheckContact(section, "contact", contact);
        var (starts, ends) = (EntryText.Time(section, "starts", required: true), EntryText.Time(section, "ends", required: true));
        if (starts is { } from && ends is { } to && (to <= from || to - from > LongestOverride)) section.Error("ends", null, "is not after its start, or more than a year after it", "write when he hands over again");
        section.Finish();
        return new RotationOverride(starts ?? DateTimeOffset.UnixEpoch, ends ?? DateTimeOffset.UnixEpoch, contact);
    }
}
