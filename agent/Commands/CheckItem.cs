using System.Text.Json.Serialization;

namespace EdgeNoc.Agent.Commands;

/// <summary>How a checked thing does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckMark>))]
internal enum CheckMark
{
    [JsonStringEnumMemberName("ok")] Ok,

    /// <summary>It works, but something is worth a look, or could not be checked.</summary>
    [JsonStringEnumMemberName("warning")] Warning,
    [JsonStringEnumMemberName("failed")] Failed,
}

/// <summary>One line of <c>check</c>.</summary>
/// <param name="Check">What was checked: <c>clock</c>, <c>broker</c>, a device's id.</param>
/// <param name="State">How it does.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="Remedy">What to do; null when there is nothing to do.</param>
internal sealed record CheckItem(string Check, CheckMark State, string Detail, string? Remedy = null)
{
    public override string ToString() => $"{Sign} {Check,-12} {Detail}{(Remedy is null ? "" : $": {Remedy}")}";

    /// <summary>✔, ‼ or ✘.</summary>
    [JsonIgnore]
    public string Sign => State switch
    {
        CheckMark.Ok => "✔",
        CheckMark.Warning => "‼",
        _ => "✘",
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<CheckItem>))]
internal sealed partial class CheckJson : JsonSerializerContext;
