namespace EdgeNoc.Collector.Web.Live;

/// <summary>How a site is, in numbers.</summary>
/// <param name="Site">Its id.</param>
/// <param name="Title">What people call it; left out: its id.</param>
/// <param name="State"><c>online, offline, stopped, unknown</c>.</param>
/// <param name="IsStale">Nothing is heard of it: all numbers are as of <paramref name="HeardAt"/>.</param>
/// <param name="HeardAt">Its last heartbeat.</param>
/// <param name="BufferingS">How old the oldest is that waits at its agent; left out: nothing waits.</param>
/// <param name="Uplink"><c>main</c> or <c>backup</c>.</param>
/// <param name="Devices">Polled boxes, without customers' terminals.</param>
/// <param name="DevicesDown">Those that the last poll did not reach.</param>
/// <param name="Onts">Customers' terminals that are pinged.</param>
/// <param name="OntsDown">Those that did not answer.</param>
/// <param name="Onus">ONUs in the lists.</param>
/// <param name="OnusUp">Online.</param>
/// <param name="OnusDown">Offline for whatever reason but the customer's power.</param>
/// <param name="OnusPowerOff">Said goodbye: no power.</param>
/// <param name="OnusWeak">Online with weak light.</param>
/// <param name="OnusUnknown">Of which the OLT says nothing.</param>
/// <param name="Sessions">Subscribers online; left out: no router tells.</param>
/// <param name="SessionsPeak">The most within 24 hours.</param>
/// <param name="Incidents">Open ones.</param>
/// <param name="Unacked">Of those, the ones that nobody has.</param>
/// <param name="Worst">The severity of the worst; left out: there is none.</param>
internal sealed record SiteFigures(
    string Site, string? Title, string State, bool IsStale, DateTimeOffset? HeardAt, long? BufferingS, string? Uplink, int Devices, int DevicesDown, int Onts, int OntsDown,
    int Onus, int OnusUp, int OnusDown, int OnusPowerOff, int OnusWeak, int OnusUnknown, long? Sessions, long? SessionsPeak, long Incidents, long Unacked, string? Worst);
