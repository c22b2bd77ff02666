using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;

namespace EdgeNoc.Bench.Alerts;

/// <summary>Ten thousand events of a thousand sites at once, through a real broker into the real collector: until each is decided, and what that takes of memory.</summary>
internal static class BurstBench
{
    private const int SiteCount = 1_000;
    private const int Onus = 8;
    private const int EventsPerSite = Onus + 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The figures: seconds from the first publish to the last decision (a group wait of 1 s is in them), and the collector's most memory.</summary>
    public static async Task<IReadOnlyList<(string Key, double Value, double? Limit)>> MeasureAsync(CancellationToken ct)
    {
        await using var world = await BurstWorld.StartAsync(RigDirectory.New("bench-burst"));
        var boots = Enumerable.Range(1, SiteCount).Select(_ => Guid.CreateVersion7()).ToArray();
        await Task.WhenAll(boots.Select((boot, index) => PublishAsync(world, Topics.Status(Name(index)), Status(boot), boot, 0, ct)));
        await WaitFor.TrueAsync(() => world.Count("SELECT COUNT(*) FROM sites WHERE state = 'online'") == SiteCount, Patience, "every site to be known");

        var (clock, before) = (Stopwatch.StartNew(), world.Collector.Usage());
        await Task.WhenAll(boots.Select((boot, index) => PublishAsync(world, Topics.Events(Name(index)), Events(index), boot, 1, ct)));
        var sent_s = clock.Elapsed.TotalSeconds;
        await WaitFor.TrueAsync(
            () => world.Count("SELECT COUNT(*) FROM alerts WHERE stage <> 'waiting'") == SiteCount * EventsPerSite, Patience, "every event to be decided");
        var decided_s = clock.Elapsed.TotalSeconds;
        Check(world);
        return
        [
            ("burst_10000_s", Math.Round(decided_s, 2), 10),
            ("burst_10000_sent_s", Math.Round(sent_s, 2), null),
            ("burst_10000_cpu_s", Math.Round(world.Collector.Usage().CpuS - before.CpuS, 2), null),
            ("collector_rss_mb", Math.Round(world.Collector.Usage().PeakRssMb), 250),
        ];
    }

    /// <summary>Each site has its two incidents, and somebody is told of each.</summary>
    private static void Check(BurstWorld world)
    {
        var (incidents, told, children) = (
            world.Count("SELECT COUNT(*) FROM incidents"),
            world.Count("SELECT COUNT(DISTINCT incident) FROM outbox"),
            world.Count("SELECT COUNT(*) FROM alerts WHERE is_child = 1"));
        if (incidents != 2 * SiteCount || told != incidents || children != Onus * SiteCount)
            throw new InvalidOperationException($"{incidents} incidents, {told} of them told, {children} ONUs below them: expected {2 * SiteCount}, as many, and {Onus * SiteCount}");
    }

    private static string Name(int index) => $"pop-{index + 1:0000}";

    private static byte[] Status(Guid boot) => JsonSerializer.SerializeToUtf8Bytes(new StatusMessage(AgentState.Online, boot), WireJson.Default.StatusMessage);

    private static byte[] Events(int index)
    {
        var at = DateTimeOffset.UtcNow;
        var events = Enumerable.Range(1, Onus)
            .Select(onu => Event("onu.down", "olt-1", $"onu/0/3:{onu}", Severity.Low, "los", [], new() { ["pon"] = "0/3", ["name"] = $"CLIENT-{index:0000}-{onu}", ["parent"] = "pon/0/3" }))
            .Append(Event("pon.down", "olt-1", "pon/0/3", Severity.Critical, null, new() { ["down"] = Onus, ["total"] = Onus + 2 }, new() { ["pon"] = "0/3", ["cause"] = "fibre_cut" }))
            .Append(Event("interface.down", "router-1", "if/ether1", Severity.High, null, [], new() { ["interface"] = "ether1" }));
        return JsonSerializer.SerializeToUtf8Bytes(events.ToArray(), WireJson.Default.EdgeEventArray);

        EdgeEvent Event(string kind, string device, string entity, Severity severity, string? reason, Dictionary<string, double> values, Dictionary<string, string> labels) =>
            new(Guid.CreateVersion7(), kind, EventState.Raised, device, entity, severity, at, reason, values, labels, TimeQuality.Synced);
    }

    private static async Task PublishAsync(BurstWorld world, string topic, byte[] payload, Guid boot, long seq, CancellationToken ct)
    {
        var message = new MqttMessage(topic, payload)
        {
            ContentType = WireProperties.ContentJson,
            UserProperties = seq == 0 ? [] :
            [
                new(WireProperties.Boot, boot.ToString()), new(WireProperties.Seq, seq.ToString(CultureInfo.InvariantCulture)),
                new(WireProperties.Sent, UtcMillisecondsConverter.ToText(DateTimeOffset.UtcNow)),
            ],
        };
        var outcome = await world.Sites.PublishAsync(message, ct);
        if (outcome != PublishOutcome.Accepted) throw new InvalidOperationException($"{topic} was answered with {outcome}; is the collector subscribed?");
    }
}
