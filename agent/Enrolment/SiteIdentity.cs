using System.Text.Json.Serialization;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Enrolment;

/// <summary>Which site this card is, in which machine; <c>enrolled/identity.json</c>.</summary>
/// <param name="Site">The site's id.</param>
/// <param name="Serial">Of the machine that the office knows it in.</param>
/// <param name="Collector">Where it was enrolled.</param>
/// <param name="Time">When, by the collector's clock.</param>
/// <param name="Secrets">The version of the device passwords that came last.</param>
internal sealed record SiteIdentity(string Site, string Serial, Uri Collector, DateTimeOffset Time, long Secrets)
{
    /// <summary>The office's number of the config that came with the enrolment; 0 when it had none.</summary>
    public long ConfigVersion { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcMillisecondsConverter)], RespectNullableAnnotations = true, WriteIndented = true)]
[JsonSerializable(typeof(SiteIdentity))]
internal sealed partial class IdentityJson : JsonSerializerContext;
