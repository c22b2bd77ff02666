using EdgeNoc.Agent.Devices.MikroTik.Api;

namespace EdgeNoc.Agent.Devices.MikroTik.Menus;

/// <summary>Counts the rows and fields that were there but made no sense.</summary>
internal sealed class Drops
{
    public int Count { get; private set; }

    public void Add() => Count++;
}

/// <summary>A row of a menu, its values as what they mean. A value that makes no sense is counted and left out; a missing or empty one is just missing.</summary>
internal readonly struct MenuRow(Sentence sentence, Drops drops)
{
    public string? Text(ReadOnlySpan<byte> name) => sentence.TryGet(name, out var value) && !value.IsEmpty ? ApiText.Decode(value) : null;

    public bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> expected) => sentence.TryGet(name, out var value) && value.SequenceEqual(expected);

    public bool? Flag(ReadOnlySpan<byte> name) => sentence.TryGet(name, out var value) && !value.IsEmpty ? RouterValue.Flag(value) ?? Drop<bool>() : null;

    /// <summary>Missing is false: routers leave out flags that are not set.</summary>
    public bool IsSet(ReadOnlySpan<byte> name) => Flag(name) == true;

    /// <summary>A count or a counter: never negative.</summary>
    public long? Count(ReadOnlySpan<byte> name) =>
        sentence.TryGet(name, out var value) && !value.IsEmpty ? (RouterValue.Integer(value) is >= 0 and var number ? number : Drop<long>()) : null;

    /// <summary>A measured value within what it can be.</summary>
    public double? Measured(ReadOnlySpan<byte> name, double minimum, double maximum) =>
        !sentence.TryGet(name, out var value) || value.IsEmpty || IsNone(value) ? null
        : RouterValue.Measured(value) is { } number && number >= minimum && number <= maximum ? number
        : Drop<double>();

    public long? Seconds(ReadOnlySpan<byte> name) =>
        !sentence.TryGet(name, out var value) || value.IsEmpty || IsNone(value) ? null : RouterValue.Seconds(value) ?? Drop<long>();

    public long? BitsPerSecond(ReadOnlySpan<byte> name) =>
        !sentence.TryGet(name, out var value) || value.IsEmpty || IsNone(value) ? null : RouterValue.BitsPerSecond(value) ?? Drop<long>();

    public (long? First, long? Second) Pair(ReadOnlySpan<byte> name, char separator) =>
        sentence.TryGet(name, out var value) && !value.IsEmpty ? Positive(RouterValue.Pair(value, separator)) : (null, null);

    /// <summary>Upload and download in bit/s.</summary>
    public (long? First, long? Second) Rates(ReadOnlySpan<byte> name) =>
        sentence.TryGet(name, out var value) && !value.IsEmpty ? Positive(RouterValue.Rates(value)) : (null, null);

    public DateTime? LocalTime(ReadOnlySpan<byte> name) =>
        !sentence.TryGet(name, out var value) || value.IsEmpty || IsNone(value) ? null : RouterValue.LocalTime(value) ?? Drop<DateTime>();

    /// <summary>Says that the row itself makes no sense.</summary>
    public void DropRow() => drops.Add();

    private static bool IsNone(ReadOnlySpan<byte> value) =>
        value.SequenceEqual("none"u8) || value.SequenceEqual("never"u8) || value.SequenceEqual("unknown"u8) || value.SequenceEqual("-inf"u8) || value.SequenceEqual("--"u8) || value.SequenceEqual("NA"u8);

    private (long? First, long? Second) Positive((long First, long Second)? pair)
    {
        if (pair is { First: >= 0, Second: >= 0 } both) return both;
        drops.Add();
        return (null, null);
    }

    private T? Drop<T>()
        where T : struct
    {
        drops.Add();
        return null;
    }
}
