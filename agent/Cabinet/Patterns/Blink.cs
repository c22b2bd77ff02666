using System.Collections.Immutable;

namespace EdgeNoc.Agent.Cabinet.Patterns;

/// <summary>A rhythm that repeats for ever. One step of no end is a lamp that stays as it is.</summary>
/// <param name="Steps">Light and dark in turn.</param>
internal sealed record Blink(ImmutableArray<BlinkStep> Steps)
{
    public TimeSpan Period { get; } = TimeSpan.FromTicks(Steps.Sum(step => step.Length.Ticks));

    public bool IsConstant => Steps.Length == 1;
}

/// <summary>A part of a rhythm.</summary>
internal readonly record struct BlinkStep(bool Lit, TimeSpan Length);

/// <summary>The rhythms. Each is told from every other within two of its periods, three seconds at most, without its colour.</summary>
internal static class Blinks
{
    public static readonly Blink Off = Of((false, 1_000));
    public static readonly Blink Steady = Of((true, 1_000));
    public static readonly Blink Slow = Of((true, 750), (false, 750));
    public static readonly Blink Double = Of((true, 150), (false, 150), (true, 150), (false, 1_050));

    /// <summary>Three and a bit flashes a second, which is below what harms people with photosensitive epilepsy from a lamp of this size.</summary>
    public static readonly Blink Fast = Of((true, 150), (false, 150));

    /// <summary>The buzzer's: short, so that one can talk beside it.</summary>
    public static readonly Blink Beep = Of((true, 200), (false, 800));

    public static Blink Of(LampPattern pattern) => pattern switch
    {
        LampPattern.Off => Off,
        LampPattern.Steady => Steady,
        LampPattern.SlowBlink => Slow,
        LampPattern.DoubleBlink => Double,
        LampPattern.Fast => Fast,
        _ => throw new ArgumentOutOfRangeException(nameof(pattern), pattern, null),
    };

    private static Blink Of(params ReadOnlySpan<(bool Lit, int Ms)> steps)
    {
        var list = ImmutableArray.CreateBuilder<BlinkStep>(steps.Length);
        foreach (var (lit, ms) in steps) list.Add(new BlinkStep(lit, TimeSpan.FromMilliseconds(ms)));
        return new Blink(list.MoveToImmutable());
    }
}
