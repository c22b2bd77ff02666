using EdgeNoc.Common.Events;
using EdgeNoc.Common.Fleet;

namespace EdgeNoc.Agent.RemoteConfig;

/// <summary>The run of the agent that is under way, as far as its config is concerned. Calls return at once.</summary>
internal interface IConfigRun
{
    /// <summary>Devices that do not answer now, under the config that runs.</summary>
    IReadOnlySet<string> Failing { get; }

    /// <summary>Ends this run in the order that loses nothing; the next one asks which config it is to run.</summary>
    void BeginAnew();

    /// <summary>Puts an event into the outbox and completes when the office's database has it.</summary>
    Task ProbeAsync(long version, CancellationToken cancellationToken);

    /// <summary>Raises or clears <c>agent.config_rejected</c>; false when it could not be stored.</summary>
    bool TryTell(EventState state, HaveFailed? failed);

    /// <summary>Says how things stand.</summary>
    void Publish(HaveConfig have);
}
