using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeNoc.Common.Events;

/// <summary>An inclusive range of sequence numbers.</summary>
public readonly record struct SequenceRange(long First, long Last);

/// <summary>A set of sequence numbers, kept as sorted ranges that neither touch nor overlap; written as <c>1-57,60</c>.</summary>
[JsonConverter(typeof(SequenceRangesConverter))]
public sealed class SequenceRanges : IEquatable<SequenceRanges>
{
    /// <summary>An ack comes from the network: more ranges than any honest collector sends are refused instead of parsed.</summary>
    public const int MaxRanges = 10_000;

    private readonly SequenceRange[] _ranges;

    private SequenceRanges(SequenceRange[] ranges) => _ranges = ranges;

    /// <summary>No numbers.</summary>
    public static SequenceRanges Empty { get; } = new([]);

    /// <summary>The ranges, ascending.</summary>
    public IReadOnlyList<SequenceRange> Ranges => _ranges;

    public bool IsEmpty => _ranges.Length == 0;

    /// <summary>The set of these numbers, in any order, doubles allowed.</summary>
    public static SequenceRanges Of(IEnumerable<long> numbers) => Normalise(numbers.Select(number => new SequenceRange(number, number)));

    /// <summary>Reads <c>1-57,60</c>. Numbers start at 1; a range must not run backwards; order and overlaps do not matter.</summary>
    public static bool TryParse(string? text, out SequenceRanges ranges)
    {
        ranges = Empty;
        if (string.IsNullOrEmpty(text)) return text is not null;
        var parts = text.Split(',');
        if (parts.Length > MaxRanges) return false;
        var parsed = new SequenceRange[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var dash = parts[i].IndexOf('-', StringComparison.Ordinal);
            var first = dash < 0 ? parts[i] : parts[i][..dash];
            var last = dash < 0 ? parts[i] : parts[i][(dash + 1)..];
            if (!TryParseNumber(first, out var low) || !TryParseNumber(last, out var high) || low < 1 || high < low) return false;
            parsed[i] = new SequenceRange(low, high);
        }

        ranges = Normalise(parsed);
        return true;
    }

    public bool Contains(long number)
    {
        int low = 0, high = _ranges.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (number < _ranges[middle].First) high = middle - 1;
            else if (number > _ranges[middle].Last) low = middle + 1;
            else return true;
        }

        return false;
    }

    /// <summary>Both sets together.</summary>
    public SequenceRanges Union(SequenceRanges other) => Normalise(_ranges.Concat(other._ranges));

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var range in _ranges)
        {
            if (text.Length > 0) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{range.First}");
            if (range.Last > range.First) text.Append(CultureInfo.InvariantCulture, $"-{range.Last}");
        }

        return text.ToString();
    }

    public bool Equals(SequenceRanges? other) => other is not null && _ranges.AsSpan().SequenceEqual(other._ranges);

    public override bool Equals(object? obj) => Equals(obj as SequenceRanges);

    public override int GetHashCode() => _ranges.Length == 0 ? 0 : HashCode.Combine(_ranges[0], _ranges[^1], _ranges.Length);

    private static bool TryParseNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static SequenceRanges Normalise(IEnumerable<SequenceRange> ranges)
    {
        var merged = new List<SequenceRange>();
        foreach (var range in ranges.OrderBy(range => range.First))
        {
            // Subtracting instead of adding one: the last number may be the largest there is.
            if (merged.Count > 0 && range.First - 1 <= merged[^1].Last)
            {
                if (range.Last > merged[^1].Last) merged[^1] = merged[^1] with { Last = range.Last };
            }
            else
            {
                merged.Add(range);
            }
        }

        return merged.Count == 0 ? Empty : new SequenceRanges([.. merged]);
    }
}

internal sealed class SequenceRangesConverter : JsonConverter<SequenceRanges>
{
    public override SequenceRanges Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString();
        return SequenceRanges.TryParse(text, out var ranges)
            ? ranges
            : throw new JsonException("Expected sequence numbers as ranges, such as \"1-57,60\".");
    }

    public override void Write(Utf8JsonWriter writer, SequenceRanges value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
