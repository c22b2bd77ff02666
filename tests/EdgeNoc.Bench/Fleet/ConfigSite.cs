using System.Text.Json;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Agent.RemoteConfig;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Fleet;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Common.Signing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Bench.Fleet;

/// <summary>A site with the agent's own desk, files and drivers; only polling and outbox are left out. All of them speak through one connection.</summary>
internal sealed class ConfigSite : IConfigRun, IDisposable
{
    public const string OltPassword = "olt-secret-1";

    private readonly string _site;
    private readonly MqttSession _session;
    private readonly ConfigDesk _desk;
    private readonly Guid _boot = Guid.NewGuid();
    private TaskCompletionSource? _probe;
    private IDisposable _attached;
    private long _seq;

    public ConfigSite(string folder, string site, string config, VerifyingKey office, MqttSession session)
    {
        (_site, _session) = (site, session);
        var enrolled = Directory.CreateDirectory(Path.Combine(folder, "enrolled")).FullName;
        File.WriteAllText(Path.Combine(enrolled, "agent.json"), config);
        File.WriteAllText(Path.Combine(enrolled, "noc.pem"), office.ToPem());
        var place = new EnrolledFolder(folder);
        place.WriteSecret("olt-1", OltPassword);
        var identity = new SiteIdentity(site, "bench", new Uri("https://noc.example.net"), TimeProvider.System.GetUtcNow(), 0) { ConfigVersion = 1 };
        _desk = new ConfigDesk(place, identity, new CandidateCheck(place, site, folder, DeviceTrial.RunAsync), TimeProvider.System, NullLogger.Instance);
        _attached = _desk.Attach(this);
    }

    public IReadOnlySet<string> Failing { get; } = new HashSet<string>(StringComparer.Ordinal);

    public void Hear(MqttMessage message) => _desk.Hear(message.Payload);

    public void Acknowledged(AckMessage ack)
    {
        if (ack.Boot == _boot && ack.Events?.Contains(Interlocked.Read(ref _seq)) == true) _probe?.TrySetResult();
    }

    /// <summary>On another thread, as a run ends and the next begins.</summary>
    public void BeginAnew() => _ = Task.Run(() =>
    {
        _attached.Dispose();
        _attached = _desk.Attach(this);
    });

    public async Task ProbeAsync(long version, CancellationToken cancellationToken)
    {
        _probe = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var now = TimeProvider.System.GetUtcNow();
        var seq = Interlocked.Increment(ref _seq);
        EdgeEvent[] events = [new(Guid.CreateVersion7(now), EventKinds.ConfigRejected, EventState.Cleared, "site", "agent", Severity.Medium, now, "on_trial", new Dictionary<string, double>(), new Dictionary<string, string>(), TimeQuality.Synced)];
        await _session.PublishAsync(
            new MqttMessage(Topics.Events(_site), JsonSerializer.SerializeToUtf8Bytes(events, WireJson.Default.Options.GetTypeInfo(typeof(EdgeEvent[]))))
            {
                ContentType = WireProperties.ContentJson,
                UserProperties = [new(WireProperties.Boot, _boot.ToString("D")), new(WireProperties.Seq, FormattableString.Invariant($"{seq}")), new(WireProperties.Sent, UtcMillisecondsConverter.ToText(now))],
            },
            cancellationToken);
        await _probe.Task.WaitAsync(cancellationToken);
    }

    public bool TryTell(EventState state, HaveFailed? failed) => true;

    public void Publish(HaveConfig have) => _ = _session.PublishAsync(new MqttMessage(Topics.ConfigHave(_site), have.ToBytes()) { Retain = true, ContentType = WireProperties.ContentJson }, CancellationToken.None);

    public void Dispose() => _desk.Dispose();
}
