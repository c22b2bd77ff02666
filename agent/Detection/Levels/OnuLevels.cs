using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Config.Thresholds;

namespace EdgeNoc.Agent.Detection.Levels;

/// <summary>What is measured of ONUs that are up: light, its trend, temperature. One that is down keeps what stands: nobody knows its level now.</summary>
internal sealed class OnuLevels(LevelBook levels, RxBaselines baselines)
{
    /// <summary>An ONU that was repaired no better than this is so now.</summary>
    private static readonly TimeSpan NewNormal = TimeSpan.FromDays(7);

    private OnuList? _list;

    /// <summary>The poll to come: its neighbours are looked for only where there is something to say.</summary>
    public void Begin(OnuList list) => _list = list;

    /// <summary>Takes one ONU that is up and is who it was.</summary>
    public void See(DetectionWork work, EntityId key, string? identity, OnuRecord onu)
    {
        if (onu.RxDbm is { } rx)
        {
            if (levels.See(work, key, work.Frame.Policy[DetectedKinds.OnuRxLow], rx) is { } news)
                LevelBook.Tell(work, key, DetectedKinds.OnuRxLow, news, "rx_dbm", rx, Text(onu).And(("distance_m", onu.DistanceM), ("pon_total", Measured(onu.Pon)), ("pon_low", Low(onu.Pon, news.Rule.Raise))));
            if (identity is not null) SeeTrend(work, key, identity, onu, rx);
        }

        if (onu.TempC is { } temp && levels.See(work, key, work.Frame.Policy[DetectedKinds.OnuTempHigh], temp) is { } hot)
            LevelBook.Tell(work, key, DetectedKinds.OnuTempHigh, hot, "temp_c", temp, Text(onu));
    }

    /// <summary>Somebody else is in the slot, or nobody.</summary>
    public void End(DetectionWork work, EntityId key, EventText text) => levels.End(work, key, text);

    /// <summary>The ONU is gone for good.</summary>
    public void Forget(DetectionWork work, string? identity) => baselines.Forget(work, identity);

    private void SeeTrend(DetectionWork work, EntityId key, string identity, OnuRecord onu, double rx)
    {
        const string kind = DetectedKinds.OnuRxDegrading;
        var held = levels.Find(key, kind);
        // What is told to be bad must not become the measure of what is good.
        if (!held.IsRaised) baselines.Add(identity, rx, work.Now, work.Clock);
        else if (work.Now.Wall - held.Since > NewNormal)
        {
            levels.End(work, key, kind, Text(onu) with { Reason = "new_normal" });
            baselines.Forget(work, identity);
            return;
        }

        if (baselines.Find(identity) is not { MedianDbm: { } median } baseline || levels.See(work, key, work.Frame.Policy[kind], median - rx) is not { } news) return;
        var text = Text(onu);
        if (news.Change == LevelChange.Cleared) work.Clear(key, kind, work.Now.Wall - news.Level.Since, text.And(("rx_dbm", rx), ("limit", news.Rule.Clear), ("worst", Math.Round(news.Level.Worst, 2))));
        else LevelBook.Tell(work, key, kind, news, "drop_db", median - rx, text.And(
            ("rx_dbm", rx), ("median_dbm", median), ("days", baseline.Known / 4), ("pon_total", Measured(onu.Pon)), ("pon_low", Fallen(onu.Pon, news.Rule.Raise))));
    }

    private int Measured(string pon) => Mates(pon).Count(mate => mate.RxDbm is not null);

    private int Low(string pon, double limit) => Mates(pon).Count(mate => mate.RxDbm <= limit);

    private int Fallen(string pon, double limit) =>
        Mates(pon).Count(mate => OnuIdentity.Of(mate).Best is { } identity && baselines.Find(identity)?.MedianDbm - mate.RxDbm >= limit);

    private IEnumerable<OnuRecord> Mates(string pon) => _list!.Rows.Select(row => row.Onu).Where(onu => onu.Pon == pon);

    private static EventText Text(OnuRecord onu) => EventText.OfSlot(onu.Pon, onu.Name, onu.Mac, onu.Serial, reason: null);
}
