using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Common.NocCommands;

/// <summary>A command on its way over <c>cmd</c>, never retained; the MQTT correlation data is <paramref name="Id"/> as 16 bytes.</summary>
/// <param name="Do">Always <see cref="Run"/>: other things travel on that topic.</param>
/// <param name="Id">Run once, however often it comes.</param>
/// <param name="Command">A name of <see cref="CommandCatalogue"/>.</param>
/// <param name="Args">By name.</param>
/// <param name="By">Who asked, for the log.</param>
/// <param name="Role">What he may.</param>
/// <param name="Sent">By the collector's clock.</param>
/// <param name="Expires">Never run after that, by the collector's clock.</param>
public sealed record CommandRequest(string Do, Guid Id, string Command, IReadOnlyDictionary<string, string> Args, string By, CommandRole Role, DateTimeOffset Sent, DateTimeOffset Expires)
{
    public const string Run = "run";
}

/// <summary>What became of a command.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CommandOutcome>))]
public enum CommandOutcome
{
    [JsonStringEnumMemberName("done")] Done,

    /// <summary>It ran, and what it was about did not do its part: <c>detail</c> says what.</summary>
    [JsonStringEnumMemberName("failed")] Failed,

    /// <summary>Given up after <see cref="CommandCatalogue.Limit"/>; what was known by then is there.</summary>
    [JsonStringEnumMemberName("timeout")] Timeout,
    [JsonStringEnumMemberName("expired")] Expired,
    [JsonStringEnumMemberName("rate_limited")] RateLimited,
    [JsonStringEnumMemberName("forbidden")] Forbidden,
    [JsonStringEnumMemberName("bad_request")] BadRequest,

    /// <summary>This agent or this device has no such thing.</summary>
    [JsonStringEnumMemberName("unsupported")] Unsupported,

    /// <summary>Too many run already.</summary>
    [JsonStringEnumMemberName("busy")] Busy,
}

/// <summary>An answer over <c>cmd/reply</c>, with the request's correlation data: 256 kB of JSON at most.</summary>
/// <param name="Id">The request's.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record CommandReply(Guid Id, CommandOutcome Outcome)
{
    /// <summary>What happened, where there is something to say.</summary>
    public string? Detail { get; init; }

    /// <summary>What to do next.</summary>
    public string? Remedy { get; init; }

    public double? TookMs { get; init; }

    /// <summary>Lines for people.</summary>
    public string? Text { get; init; }

    /// <summary>Flat records as the verbs <c>poll</c> and <c>parse</c> show them.</summary>
    public JsonElement? Records { get; init; }

    /// <summary>How many bytes it would have been; null when it is whole.</summary>
    public long? CutFromBytes { get; init; }
}

/// <summary>The dialect of these messages, as on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(UtcMillisecondsConverter), typeof(CommandRoleConverter)],
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CommandRequest))]
[JsonSerializable(typeof(CommandReply))]
public sealed partial class CommandJson : JsonSerializerContext;

/// <summary>Roles in lower case.</summary>
public sealed class CommandRoleConverter() : JsonStringEnumConverter<CommandRole>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
