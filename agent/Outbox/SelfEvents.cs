using System.Globalization;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Outbox;

/// <summary>What the agent says about itself: events of device <c>site</c>, entity <c>agent</c>. Pure.</summary>
internal static class SelfEvents
{
    public const string Device = "site";
    public const string Entity = "agent";
    public const string DataDropped = "agent.data_dropped";
    public const string StoreCorrupt = "agent.store_corrupt";
    public const string DiskLow = "agent.disk_low";
    public const string UncleanRestart = "agent.unclean_restart";
    public const string ClockUnsynced = "agent.clock_unsynced";

    public static EdgeEvent Of(
        Guid id, string kind, EventState state, DateTimeOffset at, TimeQuality quality, string? reason,
        IReadOnlyDictionary<string, double>? values = null, IReadOnlyDictionary<string, string>? labels = null) => new(
            id, kind, state, Device, Entity, EventKinds.DefaultSeverity(kind), at, reason,
            values ?? new Dictionary<string, double>(StringComparer.Ordinal), labels ?? new Dictionary<string, string>(StringComparer.Ordinal), quality);

    /// <summary>Events that had to go. They may have carried several numbers, some of them in part, so that a count and the times say more than numbers.</summary>
    public static EdgeEvent EventsDropped(long count, long bytes, long firstMs, long lastMs, ClockStamp now)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(now.WallMs);
        return Of(
            Guid.CreateVersion7(at), DataDropped, EventState.Raised, at, now.State.Quality(), "quota",
            new Dictionary<string, double>(StringComparer.Ordinal) { ["events"] = count, ["bytes"] = bytes },
            new Dictionary<string, string>(StringComparer.Ordinal) { ["class"] = "events", ["from"] = Text(firstMs), ["to"] = Text(lastMs) });
    }

    /// <summary>Telemetry that had to go, of one run.</summary>
    public static EdgeEvent TelemetryDropped(TelemetryDrop drop, DateTimeOffset at, TimeQuality quality) => Of(
        drop.EventId, DataDropped, EventState.Raised, at, quality, drop.Cause,
        new Dictionary<string, double>(StringComparer.Ordinal) { ["messages"] = drop.Messages, ["lines"] = drop.Lines, ["bytes"] = drop.Bytes },
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["class"] = "telemetry",
            ["boot"] = drop.Boot.ToString("D"),
            ["seqs"] = string.Create(CultureInfo.InvariantCulture, $"{drop.FirstSeq}-{drop.LastSeq}"),
            ["from"] = Text(drop.FirstMs),
            ["to"] = Text(drop.LastMs),
        });

    /// <summary>A store that was moved aside or cannot be used.</summary>
    public static EdgeEvent StoreTroubled(StoreTrouble trouble, DateTimeOffset at, TimeQuality quality)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal) { ["bytes"] = trouble.Bytes, ["rescued"] = trouble.Rescued };
        if (trouble.Lost is { } lost) values["lost"] = lost;
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["class"] = trouble.Store, ["file"] = trouble.File, ["detail"] = trouble.Detail, ["remedy"] = trouble.Remedy, ["boot"] = trouble.Boot.ToString("D") };
        if (trouble.MovedTo is { } to) labels["moved_to"] = to;
        return Of(trouble.EventId, StoreCorrupt, EventState.Raised, at, quality, trouble.Reason, values, labels);
    }

    // A damaged row may say anything.
    public static string Text(long unixMs) =>
        UtcMillisecondsConverter.ToText(DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(unixMs, 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())));
}
