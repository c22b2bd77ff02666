namespace EdgeNoc.Agent.Uplink;

/// <summary>What may leave: as far as its time is known, or as far as it may cost. The table <c>site/alerts</c> always may: its ack tells the time, and it is what the office must know.</summary>
internal readonly record struct OpenLanes(bool Events, bool Tables, bool Live, bool Backlog)
{
    public static readonly OpenLanes All = new(Events: true, Tables: true, Live: true, Backlog: true);

    /// <summary>Nothing but <c>site/alerts</c>.</summary>
    public static readonly OpenLanes AlertsTable;

    public OpenLanes And(OpenLanes other) => new(Events && other.Events, Tables && other.Tables, Live && other.Live, Backlog && other.Backlog);

    public Waiting Of(Waiting waiting) => new(waiting.Events && Events, Tables ? waiting.Tables : waiting.Alerts, waiting.Live && Live, waiting.Backlog && Backlog);
}
