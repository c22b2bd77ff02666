using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Signing;

namespace EdgeNoc.Common.Fleet;

/// <summary>What the office wants a site to run: the signed payload on <c>config/want</c>.</summary>
/// <param name="Purpose"><see cref="SignedPurposes.Config"/>.</param>
/// <param name="Site">The site it is for.</param>
/// <param name="Version">Grows with each config of that site.</param>
/// <param name="Config">What an agent's config says, as JSON, without what is the machine's own (<see cref="ConfigReach"/>).</param>
/// <param name="By">Who saved it.</param>
/// <param name="At">When.</param>
public sealed record WantedConfig(string Purpose, string Site, long Version, string Config, string By, DateTimeOffset At)
{
    /// <summary>Whether it fits into a signed message, which is base64.</summary>
    public bool Fits() => (ToBytes().Length / 3 * 4) + SignatureRoom < SignedEnvelope.MaxBytes;

    private const int SignatureRoom = 1_000;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, FleetJson.Default.WantedConfig);

    /// <summary>Null for what is none.</summary>
    public static WantedConfig? Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, FleetJson.Default.WantedConfig);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The dialect of these messages, as on the wire: every key is there, what is not known is null, and a message without one of them is none.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcMillisecondsConverter)], RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(WantedConfig))]
[JsonSerializable(typeof(HaveConfig))]
public sealed partial class FleetJson : JsonSerializerContext;
