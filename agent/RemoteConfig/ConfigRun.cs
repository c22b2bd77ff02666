using System.Globalization;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Agent.Uplink;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Fleet;
using EdgeNoc.Common.Mqtt;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.RemoteConfig;

/// <summary>One run of the agent, joined to its outbox and its connection.</summary>
internal sealed class ConfigRun(string site, EventStore events, EdgeClock clock, Action beginAnew, ILogger logger) : IConfigRun
{
    private volatile HaveConfig? _have;
    private IBrokerLink? _link;
    private Func<IReadOnlySet<string>> _failing = static () => new HashSet<string>(StringComparer.Ordinal);

    public IReadOnlySet<string> Failing => _failing();

    /// <summary>The connection is there, and who knows which devices do not answer.</summary>
    public void Start(IBrokerLink link, Func<IReadOnlySet<string>> failing) => (_failing, _link) = (failing, link);

    /// <summary>The broker may have forgotten what it kept.</summary>
    public void Connected() => Send();

    public void BeginAnew() => beginAnew();

    /// <remarks>The probe is what a rejection would be cleared by: true under any config, told to nobody when there was none, and kept by the office's database like every event.</remarks>
    public Task ProbeAsync(long version, CancellationToken cancellationToken) => events.CommitAndAwaitAsync(
        Event(EventState.Cleared, "on_trial", new(StringComparer.Ordinal) { ["version"] = version.ToString(CultureInfo.InvariantCulture) }), cancellationToken);

    public bool TryTell(EventState state, HaveFailed? failed)
    {
        try
        {
            if (state == EventState.Cleared && !events.LoadRaised().Any(alert => alert.Kind == EventKinds.ConfigRejected)) return true;
            events.Commit([Event(state, state == EventState.Raised ? failed?.Stage : null, state == EventState.Raised && failed is not null ? Labels(failed) : new(StringComparer.Ordinal))], []);
            return true;
        }
        catch (EventsNotStoredException)
        {
            return false;
        }
    }

    public void Publish(HaveConfig have)
    {
        _have = have;
        Send();
    }

    private static Dictionary<string, string> Labels(HaveFailed failed)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["version"] = failed.Version.ToString(CultureInfo.InvariantCulture) };
        if (failed.Problems.Count == 0) return labels;
        var first = failed.Problems[0];
        if (first.Path is { } path) labels["path"] = path;
        (labels["problem"], labels["remedy"]) = (first.Problem, first.Remedy);
        return labels;
    }

    private EdgeEvent Event(EventState state, string? reason, Dictionary<string, string> labels) =>
        SelfEvents.Of(Guid.CreateVersion7(clock.Now), EventKinds.ConfigRejected, state, clock.Now, clock.Quality, reason, labels: labels);

    private void Send()
    {
        if (_link is { } link && _have is { } have) _ = SendAsync(link, have);
    }

    private async Task SendAsync(IBrokerLink link, HaveConfig have)
    {
        var message = new MqttMessage(Topics.ConfigHave(site), have.ToBytes()) { Retain = true, ContentType = WireProperties.ContentJson };
        if (await link.PublishAsync(message, CancellationToken.None) == PublishOutcome.Refused)
            logger.LogWarning("the broker refuses what this site says of its config: check its access list for {Topic}", message.Topic);
    }
}
