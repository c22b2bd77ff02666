using System.Text.Json.Serialization;

namespace EdgeNoc.Agent.Cabinet;

/// <summary>The verb <c>check</c>, run inside the agent: each line as soon as it is known.</summary>
public delegate IAsyncEnumerable<CheckLine> FullCheck(CancellationToken cancellationToken);

/// <summary>A line of a check.</summary>
/// <param name="Check">What was checked: <c>clock</c>, <c>broker</c>, a device's id.</param>
/// <param name="State">How it does.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="Remedy">What to do; null when there is nothing to do.</param>
public sealed record CheckLine(string Check, CheckState State, string Detail, string? Remedy);

/// <summary>How a checked thing does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckState>))]
public enum CheckState
{
    [JsonStringEnumMemberName("ok")] Ok,

    /// <summary>It works, but something is worth a look.</summary>
    [JsonStringEnumMemberName("warning")] Warning,
    [JsonStringEnumMemberName("failed")] Failed,
}
