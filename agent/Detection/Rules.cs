using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection;

/// <summary>What the states of ONUs, ONTs and boxes mean as alerts.</summary>
internal static class Rules
{
    public const string Up = "up";
    public const string Down = "down";
    public const string Disabled = "disabled";
    public const string Fault = "fault";
    public const string Active = "active";
    public const string Critical = "critical";

    /// <summary>Whether an alert comes from here: an entity may have others, which other rules raise and clear.</summary>
    public static bool Raise(string kind) =>
        kind is EventKinds.OnuDown or EventKinds.OnuLoop or EventKinds.OnuAuthFailed or EventKinds.OntDown
            or EventKinds.DeviceUnreachable or EventKinds.DeviceManagementDown or EventKinds.DeviceAuthFailed or EventKinds.DeviceHostKeyChanged
            or DetectedKinds.InterfaceDown or DetectedKinds.BgpPeerDown or DetectedKinds.DeviceFanFault or DetectedKinds.DevicePsuFault
            or DetectedKinds.DeviceAlarmActive or DetectedKinds.DeviceAlarmCritical;

    /// <summary>Null when the OLT itself does not know.</summary>
    /// <param name="onu">What the poll shows.</param>
    /// <param name="isAnnounced">The OLT's log said that it was lost.</param>
    public static Observation? Of(OnuRecord onu, bool isAnnounced) => onu.Status == OnuStatus.Unknown
        ? null
        : new(OnuRecord.Word(onu.Status), OnuKind(OnuRecord.Word(onu.Status)), OnuIdentity.Of(onu).Best, IsCertain: isAnnounced || onu.Status == OnuStatus.PowerOff);

    public static Observation Of(DeviceRecord ont) => ont.Up == true ? new(Up, null) : new(Down, EventKinds.OntDown);

    /// <summary>A box that failed a poll.</summary>
    /// <param name="error">What the poll met.</param>
    /// <param name="isAlive">Whether anything else shows it alive.</param>
    public static Observation Of(PollError error, bool isAlive)
    {
        // A key is another one or it is not: there is nothing to confirm, and it may be an attack.
        if (error.OtherHostKey is not null) return new("host_key_changed", EventKinds.DeviceHostKeyChanged, IsCertain: true);
        if (error.Kind == PollErrorKind.AuthFailed) return new("auth_failed", EventKinds.DeviceAuthFailed);
        return IsSilence(error) && !isAlive ? new("unreachable", EventKinds.DeviceUnreachable) : new("mgmt_down", EventKinds.DeviceManagementDown);
    }

    /// <summary>Whether the error leaves open that the box is dead; any other error is an answer of the box.</summary>
    public static bool IsSilence(PollError error) => error.Kind is PollErrorKind.Unreachable or PollErrorKind.Timeout;

    /// <summary>The kind that a stored state of an entity means.</summary>
    public static string? KindOf(EntityKind entity, string state) => entity switch
    {
        EntityKind.Onu => OnuKind(state),
        EntityKind.Ont => state == Up ? null : EventKinds.OntDown,
        EntityKind.Interface => state == Down ? DetectedKinds.InterfaceDown : null,
        EntityKind.BgpPeer => state == Down ? DetectedKinds.BgpPeerDown : null,
        EntityKind.Fan => state == Fault ? DetectedKinds.DeviceFanFault : null,
        EntityKind.Alarm => state == Critical ? DetectedKinds.DeviceAlarmCritical : DetectedKinds.DeviceAlarmActive,
        EntityKind.Psu => state == Fault ? DetectedKinds.DevicePsuFault : null,
        _ => state switch
        {
            Up => null,
            "unreachable" => EventKinds.DeviceUnreachable,
            "auth_failed" => EventKinds.DeviceAuthFailed,
            "host_key_changed" => EventKinds.DeviceHostKeyChanged,
            _ => EventKinds.DeviceManagementDown,
        },
    };

    private static string? OnuKind(string state) => state switch
    {
        Up => null,
        "loop" => EventKinds.OnuLoop,
        "auth_failed" => EventKinds.OnuAuthFailed,
        _ => EventKinds.OnuDown,
    };
}

/// <summary>What an entity is, as far as its states are concerned.</summary>
internal enum EntityKind
{
    Box,
    Onu,
    Ont,
    Interface,
    BgpPeer,
    Fan,
    Psu,
    Alarm,
}
