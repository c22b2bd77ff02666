using EdgeNoc.Collector.Alerts.Text;

namespace EdgeNoc.Collector.Alerts.Silences;

/// <summary>What a maintenance left otherwise than it found it.</summary>
/// <param name="Down">Up before, down now.</param>
/// <param name="Gone">Up before, not listed now.</param>
/// <param name="Worse">Weaker than before by more than 2 dB.</param>
/// <param name="CameUp">Down before, up now.</param>
internal sealed record MaintenanceReport(
    IReadOnlyList<MaintainedOnu> Down, IReadOnlyList<MaintainedOnu> Gone, IReadOnlyList<MaintainedOnu> Worse, IReadOnlyList<MaintainedOnu> CameUp)
{
    public const double WorseByDb = 2;

    public static MaintenanceReport Of(IReadOnlyList<OnuSight> before, IReadOnlyList<OnuSight> after)
    {
        var now = after.ToDictionary(Key);
        var pairs = before.Select(was => (Was: was, Is: now.GetValueOrDefault(Key(was)))).ToList();
        return new MaintenanceReport(
            [.. pairs.Where(pair => pair is { Was.IsUp: true, Is.IsUp: false }).Select(pair => Onu(pair.Was))],
            [.. pairs.Where(pair => pair is { Was.IsUp: true, Is: null }).Select(pair => Onu(pair.Was))],
            [
                .. pairs.Where(pair => pair is { Was.IsUp: true, Is.IsUp: true } && pair.Was.RxDbm - pair.Is.RxDbm > WorseByDb)
                    .Select(pair => Onu(pair.Was) with { RxBeforeDbm = pair.Was.RxDbm, RxAfterDbm = pair.Is!.RxDbm }),
            ],
            [.. pairs.Where(pair => pair is { Was.IsUp: false, Is.IsUp: true }).Select(pair => Onu(pair.Was))]);
    }

    private static (string, string, string) Key(OnuSight sight) => (sight.Site, sight.Device, sight.Entity);

    private static MaintainedOnu Onu(OnuSight sight) => new(sight.Device, sight.Entity, sight.Name);
}
