namespace EdgeNoc.Collector.Web.Live;

/// <summary>An ONU as it is now: by its OLT's list, and by the telemetry since. Changed under its site's gate; whoever reads may see the old or the new.</summary>
internal sealed class LiveOnu(string site, string device, string pon, string number)
{
    public string Site => site;

    public string Device => device;

    public string Pon => pon;

    /// <summary>Within the PON.</summary>
    public string Number => number;

    /// <summary><c>0/3:17</c>.</summary>
    public string Position { get; } = $"{pon}:{number}";

    public string? Name { get; set; }

    public string? Mac { get; set; }

    public string? Serial { get; set; }

    /// <summary><c>up, down, power_off, los, loop, auth_failed, unknown</c>.</summary>
    public string Status { get; set; } = "unknown";

    public string? Reason { get; set; }

    /// <summary>As it receives, the last that was measured while it was up.</summary>
    public double? RxDbm { get; set; }

    public long? DistanceM { get; set; }

    /// <summary>When its status was told last; 0: never.</summary>
    public long AtMs { get; set; }

    /// <summary>Since when it has this status, where that was seen; 0: from before.</summary>
    public long SinceMs { get; set; }

    public bool IsUp => Status == "up";

    /// <summary>Up, and so weak that the next bend in the fibre ends it.</summary>
    public bool IsWeak => IsUp && RxDbm <= Alerts.Text.AlertLines.WeakRxDbm;

    /// <summary>Takes a status unless a newer one is known.</summary>
    public void Take(string status, string? reason, long atMs)
    {
        if (atMs < AtMs) return;
        if (Status != status && AtMs > 0) SinceMs = atMs;
        (Status, Reason, AtMs) = (status, status == "up" ? null : reason, atMs);
    }
}
