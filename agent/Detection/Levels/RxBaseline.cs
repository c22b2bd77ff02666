using System.Buffers.Binary;

namespace EdgeNoc.Agent.Detection.Levels;

/// <summary>How strong an ONU's light was over the last seven days: the medians of 28 quarters of a day, in hundredths of a dBm.</summary>
/// <remarks>
/// A sample every 15 minutes, so that a quarter is at most 24 numbers; a quarter is kept when it is over, and written then: 56 bytes an ONU, four times a day.
/// A restart loses the quarter under way, and no more.
/// </remarks>
internal sealed class RxBaseline
{
    /// <summary>A sample's time: quarters of an hour since 1970.</summary>
    public const int SlotSeconds = 900;

    /// <summary>Two days: less is no habit.</summary>
    public const int LeastQuarters = 8;

    private const int Quarters = 28;
    private const int SlotsPerQuarter = 24;
    private const int LeastSamples = 4;
    private const short None = short.MinValue;

    private readonly short[] _medians = new short[Quarters];
    private readonly short[] _samples = new short[SlotsPerQuarter];
    private int _count;
    private long _slot = -1;

    public RxBaseline() => _medians.AsSpan().Fill(None);

    /// <summary>The quarter under way, since 1970.</summary>
    public long Quarter { get; private set; } = -1;

    /// <summary>Quarters that are known.</summary>
    public int Known { get; private set; }

    /// <summary>Of the quarters that are known; null when there are too few.</summary>
    public double? MedianDbm { get; private set; }

    public static long SlotOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / SlotSeconds;

    /// <summary>Adds a sample; true when a quarter was finished by that, which then is to be stored.</summary>
    public bool Add(long slot, double dbm)
    {
        // A clock that went back: what was there is as good.
        if (slot <= _slot) return false;
        var quarter = slot / SlotsPerQuarter;
        var isOver = Quarter >= 0 && quarter > Quarter;
        if (isOver) Finish(quarter);
        (_slot, Quarter) = (slot, quarter);
        _samples[_count++] = (short)Math.Clamp(Math.Round(dbm * 100), -10_000, 10_000);
        return isOver;
    }

    /// <summary>The medians as a text.</summary>
    public string ToText()
    {
        Span<byte> bytes = stackalloc byte[Quarters * sizeof(short)];
        for (var i = 0; i < Quarters; i++) BinaryPrimitives.WriteInt16LittleEndian(bytes[(i * sizeof(short))..], _medians[i]);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Null for a text that is none; <paramref name="quarter"/> is the one that was under way when it was written.</summary>
    public static RxBaseline? Parse(string text, long quarter)
    {
        Span<byte> bytes = stackalloc byte[Quarters * sizeof(short)];
        if (!Convert.TryFromBase64String(text, bytes, out var read) || read != bytes.Length || quarter < 0) return null;
        var baseline = new RxBaseline { Quarter = quarter };
        for (var i = 0; i < Quarters; i++) baseline._medians[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(i * sizeof(short))..]);
        baseline.Sum();
        return baseline;
    }

    private void Finish(long next)
    {
        _medians[Quarter % Quarters] = _count >= LeastSamples ? Median(_samples.AsSpan(0, _count)) : None;
        // Nobody was there to measure: what is seven days old is forgotten all the same.
        for (var missed = Math.Max(Quarter + 1, next - Quarters); missed < next; missed++) _medians[missed % Quarters] = None;
        _count = 0;
        Sum();
    }

    private void Sum()
    {
        Span<short> known = stackalloc short[Quarters];
        var count = 0;
        foreach (var median in _medians)
        {
            if (median != None) known[count++] = median;
        }

        (Known, MedianDbm) = (count, count < LeastQuarters ? null : Median(known[..count]) / 100.0);
    }

    private static short Median(Span<short> values)
    {
        values.Sort();
        return values[values.Length / 2];
    }
}
