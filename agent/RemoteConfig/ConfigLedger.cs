using System.Text.Json.Serialization;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Fleet;

namespace EdgeNoc.Agent.RemoteConfig;

/// <summary>What has to outlive the agent: which config runs, which is on trial, what failed. <c>enrolled/config-state.json</c>.</summary>
/// <param name="Seen">The highest version that was genuine: what is not above it is a replay.</param>
/// <param name="Running">What the file <c>agent.json</c> is.</param>
internal sealed record ConfigLedger(long Seen, RunningConfig Running)
{
    /// <summary>A version under way; null when none is.</summary>
    public ConfigAttempt? Attempt { get; init; }

    public HaveFailed? LastFailed { get; init; }

    public HaveRefused? Refused { get; init; }

    /// <summary>What the office is to be told by an event and was not yet; null when it knows.</summary>
    public ConfigNews? News { get; init; }

    /// <summary>Of a machine that just got a config with its enrolment.</summary>
    public static ConfigLedger Enrolled(long version, DateTimeOffset? at) => new(version, new RunningConfig(ConfigSources.Enrolment, version, at));
}

/// <param name="Source">One of <see cref="ConfigSources"/>.</param>
/// <param name="Version">The office's number; null for what was made at the POP.</param>
/// <param name="Since">When it was taken.</param>
internal sealed record RunningConfig(string Source, long? Version, DateTimeOffset? Since);

/// <summary>How far a version under way is.</summary>
internal enum AttemptPhase
{
    /// <summary>What runs is the last good one still.</summary>
    Checking,

    /// <summary>It runs, on trial.</summary>
    Running,
}

/// <param name="Version">Which.</param>
/// <param name="Phase">How far.</param>
/// <param name="Starts">How often the agent began to check it: one that ends the agent is not checked for ever.</param>
internal sealed record ConfigAttempt(long Version, AttemptPhase Phase, int Starts);

/// <summary>What an event is to say.</summary>
internal enum ConfigNews
{
    Rejected,

    /// <summary>What was rejected stands no more.</summary>
    Well,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true,
    Converters = [typeof(UtcMillisecondsConverter)], RespectNullableAnnotations = true, WriteIndented = true)]
[JsonSerializable(typeof(ConfigLedger))]
internal sealed partial class LedgerJson : JsonSerializerContext;
