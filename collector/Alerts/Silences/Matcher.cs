using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Silences;

/// <summary>How a matcher compares.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MatchOperator>))]
internal enum MatchOperator
{
    [JsonStringEnumMemberName("=")] Equal,
    [JsonStringEnumMemberName("!=")] NotEqual,

    /// <summary>A regular expression for the whole value.</summary>
    [JsonStringEnumMemberName("=~")] Matches,
    [JsonStringEnumMemberName("!~")] NotMatches,
}

/// <summary>One condition on an alert or an incident; what is missing reads as empty, as in Alertmanager.</summary>
/// <param name="Name"><c>site, device, entity, pon, kind, severity, reason, cause, source</c>, or a label.</param>
/// <param name="Op">How it compares.</param>
/// <param name="Value">A text, or a regular expression (without lookarounds and back references: it runs in linear time) of at most 256 characters.</param>
internal sealed record Matcher(string Name, MatchOperator Op, string Value)
{
    public const int MaxValue = 256;
    public const int MaxMatchers = 20;

    private Regex? _pattern;

    /// <summary>What is wrong with it, in a sentence; null when nothing is.</summary>
    public string? Problem()
    {
        if (string.IsNullOrEmpty(Name) || Name.Length > 64) return "the name must have 1 to 64 characters";
        if (Value is null || Value.Length > MaxValue) return $"the value must have at most {MaxValue} characters";
        if (!Enum.IsDefined(Op)) return "the operator must be =, !=, =~ or !~";
        if (Op is MatchOperator.Equal or MatchOperator.NotEqual) return null;
        try
        {
            _ = Compile();
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return $"'{Value}' is no regular expression that can be used here: {e.Message}";
        }
    }

    /// <summary>Whether a value fulfils it.</summary>
    public bool Matches(string value) => Op switch
    {
        MatchOperator.Equal => string.Equals(value, Value, StringComparison.Ordinal),
        MatchOperator.NotEqual => !string.Equals(value, Value, StringComparison.Ordinal),
        MatchOperator.Matches => Compile().IsMatch(value),
        _ => !Compile().IsMatch(value),
    };

    private Regex Compile() => _pattern ??= new Regex($@"\A(?:{Value})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}

/// <summary>Matchers as they stand in a column: <c>[{"name":"site","op":"=","value":"kdr-03"}]</c>; all must hold.</summary>
internal static class Matchers
{
    public static string Write(IReadOnlyList<Matcher> matchers) => JsonSerializer.Serialize(matchers, MatcherJson.Default.IReadOnlyListMatcher);

    /// <summary>Null when it cannot be read: matchers that nobody understands match nothing, least of all everything.</summary>
    public static IReadOnlyList<Matcher>? Read(string json)
    {
        try
        {
            var matchers = JsonSerializer.Deserialize(json, MatcherJson.Default.IReadOnlyListMatcher);
            return matchers is { Count: <= Matcher.MaxMatchers } && matchers.All(matcher => matcher is not null && matcher.Problem() is null) ? matchers : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static bool All(IReadOnlyList<Matcher> matchers, MatchFields fields) => matchers.All(matcher => matcher.Matches(fields.Value(matcher.Name)));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(IReadOnlyList<Matcher>))]
internal sealed partial class MatcherJson : JsonSerializerContext;
