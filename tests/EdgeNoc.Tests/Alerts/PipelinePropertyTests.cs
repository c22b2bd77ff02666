using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Alerts.Silences;
using EdgeNoc.Common.Events;
using FsCheck;
using FsCheck.Fluent;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Alerts;

/// <summary>Whatever breaks, in whatever order, with people silencing and acknowledging and the collector being started anew in between.</summary>
public sealed class PipelinePropertyTests
{
    private static readonly Arbitrary<int[]> Steps = Arb.ToArbitrary(Gen.Choose(0, 99_999).ArrayOf(60));

    [Fact]
    public void Nobody_is_told_of_an_end_without_a_beginning_nor_of_a_beginning_twice_and_in_the_end_nothing_is_left() => Prop.ForAll(Steps, steps =>
    {
        using var chaos = new Chaos();
        chaos.RunAsync(steps).GetAwaiter().GetResult();
        var sent = chaos.Story.Query<(long Incident, string Recipient, string Purposes)>(
            "SELECT incident, recipient, GROUP_CONCAT(purpose, ' ') FROM (SELECT * FROM outbox WHERE incident IS NOT NULL ORDER BY id) GROUP BY incident, recipient");
        Assert.All(sent, told => Assert.Matches("^problem( (update|reminder))*( recovery)$", told.Purposes));
        Assert.Empty(chaos.Story.Query<string>("SELECT kind FROM alerts WHERE cleared_ms IS NULL OR stage = 'waiting'"));
        Assert.Empty(chaos.Story.Query<long>("SELECT number FROM incidents WHERE closed_ms IS NULL"));
        Assert.Empty(chaos.Story.Query<string>("SELECT detail FROM decisions WHERE decision = 'failed'"));
        Assert.Empty(chaos.Story.Query<string>("SELECT site FROM alert_due"));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    /// <summary>A POP driven by numbers.</summary>
    private sealed class Chaos : IDisposable
    {
        private static readonly (string Kind, string Device, string Entity, Severity Severity)[] Things =
        [
            ("device.unreachable", "olt-1", "device", Severity.Critical), ("device.unreachable", "olt-2", "device", Severity.Critical), ("pon.down", "olt-1", "pon/0/1", Severity.Critical),
            ("pon.down", "olt-1", "pon/0/2", Severity.Critical), ("pon.partial", "olt-1", "pon/0/1", Severity.High), ("onu.down", "olt-1", "onu/0/1:1", Severity.Low),
            ("onu.down", "olt-1", "onu/0/1:2", Severity.Low), ("onu.down", "olt-1", "onu/0/2:1", Severity.Low), ("onu.flapping", "olt-1", "onu/0/1:1", Severity.Low),
            ("onu.loop", "olt-1", "onu/0/1:2", Severity.High), ("site.mains_lost", "site", "mains", Severity.High), ("area.power_outage", "site", "area/demo-pop", Severity.Medium),
            ("ont.down", "ont-1", "device", Severity.Medium), ("ont.down", "ont-2", "device", Severity.Medium), ("interface.down", "router", "if/ether1", Severity.High),
            ("device.mgmt_down", "olt-2", "device", Severity.Medium), ("sessions.drop", "router", "sessions/pppoe", Severity.High), ("device.rebooted", "olt-1", "device", Severity.Medium),
            ("agent.unclean_restart", "site", "agent", Severity.Medium),
        ];

        private readonly HashSet<int> _raised = [];
        private long _seq;

        public Story Story { get; } = new(onDisk: false, recipients: ["628111", "628222"]);

        public void Dispose() => Story.Dispose();

        public async Task RunAsync(IEnumerable<int> steps)
        {
            Story.ReceiveStatus(AgentState.Online);
            foreach (var step in steps) await DoAsync(step % 10, step / 10 % 10_000);
            Story.ConnectedSince ??= Story.Clock.Now;
            foreach (var thing in _raised.ToList()) Toggle(thing);
            Story.ReceiveStatus(AgentState.Stopped);

            // Longer than any silence and any wait.
            for (var hour = 0; hour < 3; hour++) await Story.PassForAsync(3600, every_s: 600);
        }

        private async Task DoAsync(int what, int which)
        {
            Story.After(0.001);
            switch (what)
            {
                case 0 or 1 or 2 or 3:
                    Toggle(which % Things.Length);
                    break;
                case 4:
                    await Story.PassForAsync(1 + (which % 40), every_s: 10);
                    break;
                case 5:
                    await Story.PassForAsync(400, every_s: 50);
                    break;
                case 6:
                    Story.ReceiveStatus(which % 2 == 0 ? AgentState.Offline : AgentState.Online);
                    break;
                case 7:
                    Story.Silence(which % 2 == 0 ? SilenceKind.Silence : SilenceKind.Maintenance, which % 3 == 0 ? "site=demo-pop" : "device=olt-1", 0, 1 + (which % 1800));
                    break;
                case 8:
                    var number = 1 + (which % 5);
                    Story.Do(db => which % 2 == 0
                        ? IncidentActions.Acknowledge(db, number, People.Budi, Story.Clock.Now)
                        : IncidentActions.Mute(db, number, TimeSpan.FromSeconds(1 + (which % 1800)), People.Budi, Story.Clock.Now));
                    break;
                default:
                    Story.ConnectedSince = which % 4 == 0 ? null : Story.ConnectedSince ?? Story.Clock.Now;
                    Story.Step();
                    break;
            }
        }

        private void Toggle(int thing)
        {
            var (kind, device, entity, severity) = Things[thing];
            var state = _raised.Add(thing) ? Raised : Cleared;
            if (state == Cleared) _raised.Remove(thing);
            Story.Receive(++_seq, Story.Event(kind, state, device, entity, severity, values: new() { ["down"] = 1 + (_seq % 7), ["median"] = 40, ["active"] = 34 }));
        }
    }
}
