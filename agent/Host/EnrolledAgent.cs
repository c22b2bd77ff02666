using EdgeNoc.Agent.RemoteConfig;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Agent.Host;

/// <summary>What an enrolled site adds to a run of the agent.</summary>
internal sealed record EnrolledAgent
{
    /// <summary>Of this machine, for the status.</summary>
    public required string Serial { get; init; }

    /// <summary>False while the office has not said that this card may be in this machine: then it polls and keeps, and does not connect.</summary>
    public required bool MayConnect { get; init; }

    /// <summary>When it was enrolled, by the office's clock: it is at least so late.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What came on <c>cmd</c>; on the network's thread.</summary>
    public required Action<MqttMessage> OnCommand { get; init; }

    /// <summary>The version of the passwords that are in place.</summary>
    public required Func<long> Secrets { get; init; }

    /// <summary>Fetches new versions; null where nothing does.</summary>
    public ISiteUpdates? Updates { get; init; }

    /// <summary>Takes configs from the office and from people here.</summary>
    public required ConfigDesk Configs { get; init; }

    /// <summary>Ends this run, so that the next one begins; returns at once.</summary>
    public required Action BeginAnew { get; init; }

    /// <summary>Ends the whole process; a run may end before, to begin anew.</summary>
    public required CancellationToken End { get; init; }
}
