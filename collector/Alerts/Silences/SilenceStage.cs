using EdgeNoc.Collector.Alerts.Inhibition;

namespace EdgeNoc.Collector.Alerts.Silences;

/// <summary>The stage that notes what keeps each alert quiet: a silence, a mute or a maintenance of it or of what stands above it.</summary>
internal static class SilenceStage
{
    public static void Run(SitePass pass)
    {
        var active = pass.Pass.Silences;
        foreach (var alert in pass.Open.OrderBy(Inhibition.Inhibition.Level).ToList())
        {
            if (active.Count == 0 && alert.SilencedBy is null) continue;
            var silence = active.FirstOrDefault(silence => silence.Covers(alert))?.Silence;
            var by = silence?.Id ?? (alert.InhibitedBy is { } hider ? pass.Find(hider)?.SilencedBy : null);
            if (by == alert.SilencedBy) continue;
            if (by is null) pass.Note(Decision.NoLongerSilenced, null, alert.Id, alert.Incident);
            else if (silence is not null) pass.Note(Decision.Silenced, $"{silence.Kind} {silence.Id} by {silence.Author}: {silence.Comment}", alert.Id, alert.Incident);
            pass.Save(alert with { SilencedBy = by });
        }
    }
}
