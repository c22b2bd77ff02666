using System.Text.Json.Serialization;
using EdgeNoc.Agent.Cabinet.Page.Onus;
using EdgeNoc.Agent.Cabinet.Page.View;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Cabinet.Page;

/// <summary>What went wrong.</summary>
/// <param name="Error">A word that the page translates.</param>
internal sealed record PageFault(string Error)
{
    /// <summary>Seconds before it is worth trying again.</summary>
    public int? RetryAfterS { get; init; }

    /// <summary>In the agent's words.</summary>
    public string? Detail { get; init; }
}

internal sealed record PinRequest(string? Pin);

/// <param name="Device">The OLT.</param>
/// <param name="Entity">Its ONU, as <c>onu/0/3:17</c>.</param>
internal sealed record PollRequest(string? Device, string? Entity);

/// <param name="Minutes">How long; 0 ends it.</param>
/// <param name="Comment">What is done, in the technician's words.</param>
internal sealed record MaintenanceRequest(int Minutes, string? Comment);

/// <param name="Device">Which.</param>
/// <param name="Minutes">How long; 0 ends it.</param>
internal sealed record PauseRequest(string? Device, int Minutes);

/// <param name="Config">The whole file.</param>
internal sealed record ConfigText(string? Config);

/// <param name="Problems">What is wrong with it, a line each; empty: it is taken.</param>
internal sealed record ConfigJudged(IReadOnlyList<string> Problems);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(UtcMillisecondsConverter)], MaxDepth = 8)]
[JsonSerializable(typeof(SiteView))]
[JsonSerializable(typeof(OnuList))]
[JsonSerializable(typeof(OnuPolled))]
[JsonSerializable(typeof(PageFault))]
[JsonSerializable(typeof(PinRequest))]
[JsonSerializable(typeof(PollRequest))]
[JsonSerializable(typeof(MaintenanceRequest))]
[JsonSerializable(typeof(PauseRequest))]
[JsonSerializable(typeof(ConfigText))]
[JsonSerializable(typeof(ConfigJudged))]
internal sealed partial class PageJson : JsonSerializerContext;
