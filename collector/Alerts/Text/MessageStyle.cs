namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>How a message is written.</summary>
/// <param name="Language"><c>id</c>, <c>pt</c> or <c>en</c>: the contact's, else the site's. Anything else reads as <c>en</c>.</param>
/// <param name="Zone">The site's: a time at a site is told as its clocks show it, whoever reads it.</param>
internal sealed record MessageStyle(string Language, TimeZoneInfo Zone)
{
    /// <summary>The site's time zone where this machine does not know it: <paramref name="Zone"/> is UTC then, and messages say so.</summary>
    public string? UnknownZone { get; init; }
}
