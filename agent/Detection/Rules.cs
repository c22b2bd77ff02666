using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection;

/// <summary>What the states of ONUs, ONTs and boxes mean as alerts.</summary>
internal static class Rules
{
    public const string Up = "up";

    /// <summary>Whether an alert comes from here: an entity may have others, which other rules raise and clear.</summary>
    public static bool Raise(string kind) =>
        kind is EventKinds.OnuDown or EventKinds.OnuLoop or EventKinds.OnuAuthFailed or EventKinds.OntDown
            or EventKinds.DeviceUnreachable or EventKinds.DeviceManagementDown or EventKinds.DeviceAuthFailed;

    /// <summary>Null when the OLT itself does not know.</summary>
    public static Observation? Of(OnuRecord onu) => onu.Status == OnuStatus.Unknown ? null : new(OnuRecord.Word(onu.Status), OnuKind(OnuRecord.Word(onu.Status)), OnuIdentity.Of(onu).Best);

    public static Observation Of(DeviceRecord ont) => ont.Up == true ? new(Up, null) : new("down", EventKinds.OntDown);

    /// <summary>A box that failed a poll. <paramref name="answersPing"/> is null when nobody could ask: then what the poll met counts.</summary>
    public static Observation Of(PollError error, bool? answersPing)
    {
        if (error.Kind == PollErrorKind.AuthFailed) return new("auth_failed", EventKinds.DeviceAuthFailed);
        return IsSilence(error) && answersPing != true ? new("unreachable", EventKinds.DeviceUnreachable) : new("mgmt_down", EventKinds.DeviceManagementDown);
    }

    /// <summary>Whether the error leaves open that the box is dead; any other error is an answer of the box.</summary>
    public static bool IsSilence(PollError error) => error.Kind is PollErrorKind.Unreachable or PollErrorKind.Timeout;

    /// <summary>The kind that a stored state of an entity means.</summary>
    public static string? KindOf(EntityKind entity, string state) => entity switch
    {
        EntityKind.Onu => OnuKind(state),
        EntityKind.Ont => state == Up ? null : EventKinds.OntDown,
        _ => state switch
        {
            Up => null,
            "unreachable" => EventKinds.DeviceUnreachable,
            "auth_failed" => EventKinds.DeviceAuthFailed,
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
}
