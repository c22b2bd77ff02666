using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Devices.Records;

/// <summary>What an ONU is doing, the same for every vendor.</summary>
public enum OnuStatus
{
    Unknown,
    Up,

    /// <summary>Lost, and nobody said why.</summary>
    Down,

    /// <summary>Lost after a dying gasp: its power went.</summary>
    PowerOff,

    /// <summary>A loss that the OLT itself calls loss of signal.</summary>
    Los,
    Loop,
    AuthFailed,
}

/// <summary>Why an ONU is not up, by one table per vendor.</summary>
public enum OnuReason
{
    DyingGasp,
    Timeout,
    Los,
    OnuInit,
    OltInit,
    Rebooted,
    Admin,
    AuthRejected,
    Deregistered,
    Loop,
    Other,
}

/// <summary>A point of measurement <c>onu</c>: one ONU as its OLT shows it.</summary>
/// <remarks>Parsers leave out the optics of an ONU that is not up (OLTs go on showing the last reading) and the reason of one that is.</remarks>
public sealed record OnuRecord : IPoint
{
    /// <summary>The OLT's own name for the PON: <c>0/3</c>, <c>1/1/1</c>.</summary>
    public required string Pon { get; init; }

    /// <summary>The number within the PON.</summary>
    public required string Onu { get; init; }

    public required OnuStatus Status { get; init; }

    /// <summary>Only while not up.</summary>
    public OnuReason? Reason { get; init; }

    public double? RxDbm { get; init; }

    public double? TxDbm { get; init; }

    public double? OltRxDbm { get; init; }

    public double? TempC { get; init; }

    public double? VoltageV { get; init; }

    public double? BiasMa { get; init; }

    public long? DistanceM { get; init; }

    public long? OnlineS { get; init; }

    public long? Deregisters { get; init; }

    public string? Auth { get; init; }

    public string? Ctc { get; init; }

    public string? Name { get; init; }

    /// <summary>Upper-case with colons.</summary>
    public string? Mac { get; init; }

    public string? Serial { get; init; }

    /// <summary><c>onu/0/3:17</c>.</summary>
    public string Entity => $"onu/{Pon}:{Onu}";

    /// <summary>The same without the fields that are stored at the optics interval only.</summary>
    public OnuRecord WithoutOptics() =>
        this with { RxDbm = null, TxDbm = null, OltRxDbm = null, TempC = null, VoltageV = null, BiasMa = null };

    /// <inheritdoc/>
    public void WriteTo(IPointSink sink)
    {
        sink.Measurement("onu");
        sink.Tag("onu", Onu);
        sink.Tag("pon", Pon);
        sink.Field("up", Status == OnuStatus.Up ? 1L : 0L);
        sink.Field("status", Word(Status));
        sink.Field("reason", Reason is { } reason ? Word(reason) : null);
        sink.Field("rx_dbm", RxDbm);
        sink.Field("tx_dbm", TxDbm);
        sink.Field("olt_rx_dbm", OltRxDbm);
        sink.Field("temp_c", TempC);
        sink.Field("voltage_v", VoltageV);
        sink.Field("bias_ma", BiasMa);
        sink.Field("distance_m", DistanceM);
        sink.Field("online_s", OnlineS);
        sink.Field("deregisters", Deregisters);
        sink.Field("auth", Auth);
        sink.Field("ctc", Ctc);
        sink.Field("name", Name);
        sink.Field("mac", Mac);
        sink.Field("serial", Serial);
    }

    /// <summary>The value of the field <c>status</c>.</summary>
    public static string Word(OnuStatus status) => status switch
    {
        OnuStatus.Up => "up",
        OnuStatus.Down => "down",
        OnuStatus.PowerOff => "power_off",
        OnuStatus.Los => "los",
        OnuStatus.Loop => "loop",
        OnuStatus.AuthFailed => "auth_failed",
        _ => "unknown",
    };

    /// <summary>The value of the field <c>reason</c>.</summary>
    public static string Word(OnuReason reason) => reason switch
    {
        OnuReason.DyingGasp => "dying_gasp",
        OnuReason.Timeout => "timeout",
        OnuReason.Los => "los",
        OnuReason.OnuInit => "onu_init",
        OnuReason.OltInit => "olt_init",
        OnuReason.Rebooted => "rebooted",
        OnuReason.Admin => "admin",
        OnuReason.AuthRejected => "auth_rejected",
        OnuReason.Deregistered => "deregistered",
        OnuReason.Loop => "loop",
        _ => "other",
    };
}
