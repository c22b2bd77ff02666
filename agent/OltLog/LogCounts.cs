namespace EdgeNoc.Agent.OltLog;

/// <summary>What came in, since the start.</summary>
/// <param name="Used">Lines about known ONUs.</param>
/// <param name="Strangers">Datagrams from addresses that are no OLT's.</param>
/// <param name="Unknown">Lines about ONUs that the last poll did not have.</param>
/// <param name="Other">Lines about something else.</param>
/// <param name="Dropped">Datagrams beyond the limit of their sender.</param>
public sealed record LogCounts(long Used, long Strangers, long Unknown, long Other, long Dropped);
