using System.Text.Json;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Updates;
using EdgeNoc.Common.Signing;
using EdgeNoc.Common.Updates;
using EdgeNoc.Rig;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Updates;

/// <summary>A rollout on the collector's real database; what sites say is played.</summary>
public sealed class RolloutLoopTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);
    private static readonly Actor Budi = new("token-1", "Budi", "api");
    private readonly CollectorDatabase _database = CollectorDatabase.Open(":memory:");
    private readonly SigningKey _key = SigningKey.Make();
    private readonly AdjustableTime _time = new(Now);
    private readonly Publisher _publisher = new();
    private readonly UpdateLoop _loop;

    public RolloutLoopTests()
    {
        _loop = new UpdateLoop(_database, _publisher, new Lazy<SigningKey>(_key), new Wakeups(), _time, NullLogger<UpdateLoop>.Instance);
        foreach (var number in Enumerable.Range(1, 3)) Says($"pop-{number}", new UpdateReport("0.1.0", "amd64", 0));
        Do(db => UpdateActions.Add(db, new StoredPackage { Sha256 = new string('a', 64), Version = "0.2.0", Arch = "amd64", Size = 17, InstalledSize = 34, MinVersion = "0.0.5", AddedBy = "Budi" }, Budi, Now));
    }

    public void Dispose()
    {
        _loop.Dispose();
        _key.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task An_order_is_signed_for_one_site_and_comes_again_until_the_site_has_it()
    {
        Do(db => UpdateStore.SetSiteRing(db, "pop-2", Rings.Bench));
        Do(db => UpdateActions.Start(db, "0.2.0", downgrade: false, Budi, Now));
        await _loop.StartAsync(TestContext.Current.CancellationToken);
        var (topic, envelope) = await _publisher.NextAsync();
        Assert.Equal("edgenoc/v1/pop-2/cmd", topic);
        Assert.IsType<SignedMessage.Refused>(SignedMessage.Check(envelope, _key.Public, SignedPurposes.Update, "pop-1", 0));
        var genuine = Assert.IsType<SignedMessage.Genuine>(SignedMessage.Check(envelope, _key.Public, SignedPurposes.Update, "pop-2", 0));
        var package = UpdateOrder.Read(genuine.Payload.Span)!.Package!;
        Assert.Equal(("0.2.0", 17L, 34L, "0.0.5", $"/updates/v1/packages/{new string('a', 64)}", false), (package.Version, package.Size, package.InstalledSize, package.MinVersion, package.Path, package.Downgrade));

        await _time.TimersAsync(1);
        for (var second = 0; second < 91; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await _time.TimersAsync(1);
        }

        Assert.Equal(envelope.Length, (await _publisher.NextAsync()).Envelope.Length, 8.0);
        Says("pop-2", new UpdateReport("0.1.0", "amd64", 1) { Wanted = "0.2.0", Stage = "download" });
        await _loop.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void The_first_failure_halts_it_takes_back_what_nobody_began_and_is_seen()
    {
        Do(db => UpdateActions.Start(db, "0.2.0", downgrade: false, Budi, Now));
        Decide();
        Assert.Equal(["pop-1 1"], Ordered());
        Says("pop-1", new UpdateReport("0.2.0", "amd64", 1));
        Decide();
        Assert.Equal(["pop-1 1", "pop-2 1", "pop-3 1"], Ordered());
        Says("pop-2", new UpdateReport("0.1.0", "amd64", 1) { Wanted = "0.2.0", Stage = "download" });
        Says("pop-3", new UpdateReport("0.1.0", "amd64", 1) { FailedOrder = 1, FailedVersion = "0.2.0", FailedStage = "prove", FailedReason = "it polls nothing" });
        Decide();

        var rollout = _database.Write(UpdateStore.Rollouts)[0];
        Assert.Equal(("halted", "pop-3: prove: it polls nothing"), (rollout.State, rollout.Reason));
        Assert.Equal(["_noc update/0.2.0 high site_failed pop-3: prove: it polls nothing"], Standing());

        // Number two says that nothing is wanted any more.
        var second = _database.Write(UpdateStore.All).Single(site => site.Site == "pop-2");
        Assert.Equal((2L, null), (second.OrderNumber, second.OrderSha256));
        Assert.Equal(["update.add 0.2.0", "update.start 0.2.0", "update.halt 0.2.0"], _database.Write(db => db.Query<string>("SELECT action || ' ' || target FROM audit ORDER BY id")));

        // Again, also for the one that failed.
        Do(db => UpdateActions.Start(db, "0.2.0", downgrade: false, Budi, Now));
        Says("pop-2", new UpdateReport("0.1.0", "amd64", 2));
        Decide();
        Assert.Equal(["pop-1 1", "pop-2 3", "pop-3 2"], Ordered());
        Assert.Empty(Standing());
    }

    [Fact]
    public void Who_leaves_a_stopped_version_at_that_ends_its_alert_and_a_person_s_own_halt_raises_none()
    {
        Do(db => UpdateActions.Start(db, "0.2.0", downgrade: false, Budi, Now));
        Decide();
        Says("pop-1", new UpdateReport("0.1.0", "amd64", 1) { FailedOrder = 1, FailedVersion = "0.2.0", FailedStage = "verify", FailedReason = "the package is damaged" });
        Decide();
        Assert.Single(Standing());
        Assert.IsType<ActionResult.Done>(_database.Write(db => UpdateActions.Halt(db, "halted by Budi", Budi, Now)));
        Assert.Empty(Standing());
        Assert.Equal("pop-1: verify: the package is damaged", _database.Write(UpdateStore.Rollouts)[0].Reason);

        Do(db => UpdateActions.Start(db, "0.2.0", downgrade: false, Budi, Now));
        Do(db => UpdateActions.Halt(db, "halted by Budi", Budi, Now));
        Assert.Empty(Standing());
    }

    [Fact]
    public void One_version_is_on_its_way_at_a_time_and_only_one_that_is_here()
    {
        Assert.Equal("no_package", Assert.IsType<ActionResult.Refused>(_database.Write(db => UpdateActions.Start(db, "0.9.0", downgrade: false, Budi, Now))).Reason);
        Do(db => UpdateActions.Start(db, "0.2.0", downgrade: false, Budi, Now));
        Assert.Equal("running", Assert.IsType<ActionResult.Refused>(_database.Write(db => UpdateActions.Start(db, "0.2.0", downgrade: false, Budi, Now))).Reason);
        Assert.IsType<ActionResult.Done>(_database.Write(db => UpdateActions.Halt(db, "why", Budi, Now)));
        Assert.IsType<ActionResult.NotFound>(_database.Write(db => UpdateActions.Halt(db, "why", Budi, Now)));
    }

    [Fact]
    public void An_order_from_before_a_restored_backup_is_counted_on_from()
    {
        Says("pop-1", new UpdateReport("0.1.0", "amd64", 41));
        Do(db => UpdateActions.Start(db, "0.2.0", downgrade: false, Budi, Now));
        Decide();
        Assert.Equal("pop-1 42", Ordered()[0]);
    }

    private void Decide()
    {
        while (_loop.Decide())
        {
        }
    }

    private List<string> Standing() => _database.Write(db => db.Query<string>(
        "SELECT site || ' ' || entity || ' ' || severity || ' ' || reason || ' ' || json_extract(labels_json, '$.detail') FROM alerts WHERE kind = 'update.halted' AND cleared_ms IS NULL"));

    private List<string> Ordered() => [.. _database.Write(UpdateStore.All).Where(site => site.OrderNumber > 0).Select(site => $"{site.Site} {site.OrderNumber}")];

    private void Says(string site, UpdateReport report) => Do(db =>
    {
        db.Execute("INSERT INTO sites (site, first_seen_ms, state, status_changed_ms) VALUES (@site, 1, 'online', 1) ON CONFLICT (site) DO NOTHING", new { site });
        UpdateStore.Told(db, site, report, Now);
    });

    private void Do(Action<Db> act) => _database.Write(act);

    private sealed class Publisher : ISitePublisher
    {
        private readonly System.Threading.Channels.Channel<(string Topic, byte[] Envelope)> _sent = System.Threading.Channels.Channel.CreateUnbounded<(string, byte[])>();

        public bool IsConnected => true;

        public DateTimeOffset? ConnectedSince => Now;

        public event EventHandler? Connected
        {
            add { }
            remove { }
        }

        public Task<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken ct)
        {
            Assert.False(retain);
            var command = JsonSerializer.Deserialize(payload.Span, UpdateJson.Default.UpdateCommand)!;
            Assert.Equal("update", command.Do);
            _sent.Writer.TryWrite((topic, command.Order));
            return Task.FromResult(true);
        }

        public async Task<(string Topic, byte[] Envelope)> NextAsync() => await _sent.Reader.ReadAsync(TestContext.Current.CancellationToken);
    }
}
