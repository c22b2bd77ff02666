using System.Text.Json;

namespace EdgeNoc.Common.Fleet;

/// <summary>What an agent says of its config, retained on <c>config/have</c>. What failed last is said until something else fails: a new success does not hide it.</summary>
/// <param name="Running">What runs.</param>
/// <param name="Wanted">The highest version that came from the office and was genuine, taken or not; 0 when none came yet.</param>
/// <param name="Stage">How far a version under way is: <c>checking</c> (what it says and whether its devices answer) or <c>running</c> (on trial, until the office's database has acknowledged it); null when none is.</param>
/// <param name="LastFailed">The last version that could not be taken, and why.</param>
/// <param name="Refused">The last message that was not from the office, not for this site or not new.</param>
public sealed record HaveConfig(HaveRunning Running, long Wanted, string? Stage, HaveFailed? LastFailed, HaveRefused? Refused)
{
    /// <summary>A local config is told whole.</summary>
    public const int MaxBytes = 9 << 20;

    /// <summary>Null for what is none: the network is hostile.</summary>
    public static HaveConfig? Read(ReadOnlySpan<byte> payload)
    {
        if (payload.Length > MaxBytes) return null;
        try
        {
            return JsonSerializer.Deserialize(payload, FleetJson.Default.HaveConfig);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, FleetJson.Default.HaveConfig);
}

/// <summary>What runs.</summary>
/// <param name="Source">One of <see cref="ConfigSources"/>.</param>
/// <param name="Version">The office's number; null for what was made at the POP.</param>
/// <param name="Sha256">Of the file, as in the status.</param>
/// <param name="Since">When it was taken; null where nobody knows.</param>
/// <param name="Config">The file itself where it was made at the POP, so that the office sees the difference.</param>
public sealed record HaveRunning(string Source, long? Version, string Sha256, DateTimeOffset? Since, string? Config);

/// <summary>Where a config that runs is from.</summary>
public static class ConfigSources
{
    /// <summary>It came with the enrolment.</summary>
    public const string Enrolment = "enrolment";

    /// <summary>It came over <c>config/want</c>.</summary>
    public const string Office = "office";

    /// <summary>Somebody made it at the POP.</summary>
    public const string Local = "local";

    /// <summary>The agent was started with a file that somebody wrote by hand, and takes no other.</summary>
    public const string File = "file";
}

/// <summary>A version that could not be taken.</summary>
/// <param name="Version">Which.</param>
/// <param name="At">When, by the agent's clock.</param>
/// <param name="Stage">One of <see cref="ConfigStages"/>.</param>
/// <param name="Problems">Why.</param>
public sealed record HaveFailed(long Version, DateTimeOffset At, string Stage, IReadOnlyList<ConfigProblem> Problems);

/// <summary>What kept a config from being taken.</summary>
public static class ConfigStages
{
    /// <summary>It is not valid.</summary>
    public const string Schema = "schema";

    /// <summary>A device that it adds or changes does not answer.</summary>
    public const string Devices = "devices";

    /// <summary>It ran, and the office's database acknowledged nothing.</summary>
    public const string Acknowledgement = "acknowledgement";

    /// <summary>The agent ended while it was tried.</summary>
    public const string Ended = "ended";

    /// <summary>Somebody at the POP was quicker.</summary>
    public const string Local = "local";
}

/// <summary>One thing wrong with a config.</summary>
/// <param name="Path">Where in it: <c>devices[1].url</c>; null when the whole is meant.</param>
/// <param name="Problem">What happened.</param>
/// <param name="Remedy">What to do next.</param>
public sealed record ConfigProblem(string? Path, string Problem, string Remedy);

/// <summary>A message that was not taken for a config at all.</summary>
/// <param name="Reason">A word for a program: <c>bad_signature</c>, <c>other_site</c> ….</param>
/// <param name="At">When, by the agent's clock.</param>
/// <param name="Problem">The same in words.</param>
/// <param name="Remedy">What to do next.</param>
public sealed record HaveRefused(string Reason, DateTimeOffset At, string Problem, string Remedy);
