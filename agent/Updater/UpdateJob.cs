using System.Text.Json.Serialization;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Updater;

/// <summary>How far an update is, once its package was handed over. What stands on the disk is where a cut of power is gone on from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UpdateStage>))]
internal enum UpdateStage
{
    /// <summary>Signature, number, size and digest, of a copy that nobody else can write.</summary>
    [JsonStringEnumMemberName("verify")] Verify,

    /// <summary>Into a slot of its own, and tried there.</summary>
    [JsonStringEnumMemberName("install")] Install,

    /// <summary>The link is switched and the service started anew.</summary>
    [JsonStringEnumMemberName("restart")] Restart,

    /// <summary>It has to poll and to be acknowledged.</summary>
    [JsonStringEnumMemberName("prove")] Prove,

    /// <summary>It did not.</summary>
    [JsonStringEnumMemberName("go_back")] GoBack,
}

/// <summary>An update under way: <c>job.json</c>.</summary>
/// <param name="Order">The office's number of it.</param>
/// <param name="Version">What is to run.</param>
/// <param name="From">What runs for good until then.</param>
internal sealed record UpdateJob(long Order, string Version, string From)
{
    public UpdateStage Stage { get; init; } = UpdateStage.Verify;

    /// <summary>A cut of power in the middle is not the version's fault: it may try once more.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The kernel's boot in which the link was switched.</summary>
    public string? BootId { get; init; }

    /// <summary>When it was switched, in milliseconds since that boot.</summary>
    public long SwitchedMs { get; init; }

    /// <summary>A device answered the version before: then one has to answer this one.</summary>
    public bool NeedsAnswer { get; init; }

    /// <summary>Why it goes back.</summary>
    public string? Reason { get; init; }
}

/// <summary>How an update ended.</summary>
/// <param name="Order">The office's number.</param>
/// <param name="Version">Of the package.</param>
/// <param name="Stage">Where it ended; null: committed.</param>
/// <param name="Reason">Why, in words; null: committed.</param>
/// <param name="At">When, by this machine's clock.</param>
internal sealed record UpdateEnd(long Order, string Version, UpdateStage? Stage, string? Reason, DateTimeOffset At);

/// <summary>What the updater remembers for good, and the agent reads: <c>ends.json</c>.</summary>
/// <param name="Last">How the last one ended.</param>
/// <param name="Failed">The last one that was undone.</param>
internal sealed record UpdateEnds(UpdateEnd? Last, UpdateEnd? Failed)
{
    public static readonly UpdateEnds None = new(null, null);

    /// <summary>No order up to this one is taken again.</summary>
    [JsonIgnore]
    public long Newest => Last?.Order ?? 0;

    public UpdateEnds With(UpdateEnd end) => new(end, end.Stage is null ? Failed : end);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(UtcMillisecondsConverter)],
    RespectNullableAnnotations = true, WriteIndented = true)]
[JsonSerializable(typeof(UpdateJob))]
[JsonSerializable(typeof(UpdateEnds))]
internal sealed partial class UpdaterJson : JsonSerializerContext;
