namespace EdgeNoc.Collector.Alerts.Silences;

/// <summary>A silence that runs now, its matchers read once.</summary>
internal sealed record ActiveSilence(Silence Silence, IReadOnlyList<Matcher> Matchers)
{
    /// <summary>Maintenance first: of several it is the one that people want to see.</summary>
    public static IReadOnlyList<ActiveSilence> Of(IEnumerable<Silence> standing, DateTimeOffset now) =>
    [
        .. standing.Where(silence => silence.EndedMs is null && silence.IsActive(now))
            .Select(silence => Alerts.Silences.Matchers.Read(silence.MatchersJson) is { } matchers ? new ActiveSilence(silence, matchers) : null)
            .OfType<ActiveSilence>()
            .OrderByDescending(active => active.Silence.Kind == SilenceKind.Maintenance).ThenByDescending(active => active.Silence.EndsMs),
    ];

    /// <summary>A mute covers of its incident what its matchers say, everything without any; everything else what its matchers say, nothing without any.</summary>
    public bool Covers(Alert alert) => Silence.Incident is { } muted
        ? alert.Incident == muted && (Matchers.Count == 0 || Alerts.Silences.Matchers.All(Matchers, MatchFields.Of(alert)))
        : Matchers.Count > 0 && Alerts.Silences.Matchers.All(Matchers, MatchFields.Of(alert));

    /// <summary>Whether it would cover something that is no alert yet; a mute is of one incident only.</summary>
    public bool Covers(MatchFields fields) => Silence.Incident is null && Matchers.Count > 0 && Alerts.Silences.Matchers.All(Matchers, fields);
}
