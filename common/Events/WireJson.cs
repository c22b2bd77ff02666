using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeNoc.Common.Events;

/// <summary>The one JSON dialect of the wire: snake_case names, times in UTC with milliseconds and <c>Z</c>, what is null left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UtcMillisecondsConverter)],
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(EdgeEvent))]
[JsonSerializable(typeof(EdgeEvent[]))]
[JsonSerializable(typeof(AckMessage))]
[JsonSerializable(typeof(StatusMessage))]
[JsonSerializable(typeof(TableMessage))]
[JsonSerializable(typeof(IncidentsMessage))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, double>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
public sealed partial class WireJson : JsonSerializerContext;

/// <summary>Writes <c>2026-11-20T05:00:00.123Z</c>; reads any ISO 8601 time with a zone.</summary>
public sealed class UtcMillisecondsConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset().ToUniversalTime();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(ToText(value));

    /// <summary>The text form, also used in message properties.</summary>
    public static string ToText(DateTimeOffset value) => value.UtcDateTime.ToString(Format, System.Globalization.CultureInfo.InvariantCulture);
}
