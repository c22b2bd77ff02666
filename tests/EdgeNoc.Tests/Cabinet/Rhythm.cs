using System.Globalization;
using EdgeNoc.Agent.Cabinet;

namespace EdgeNoc.Tests.Cabinet;

/// <summary>Tells from levels over time what somebody would see: by order and ratios, since time runs unevenly under emulation.</summary>
internal static class Rhythm
{
    /// <summary>How long a lamp was lit or dark, one after the other.</summary>
    public readonly record struct Stretch(bool Lit, double Ms);

    /// <summary>The stretches of one line within a window.</summary>
    /// <param name="samples">Lines of the program <c>levels</c>: milliseconds, and a digit for each line.</param>
    /// <param name="line">Which.</param>
    /// <param name="fromMs">The window's begin.</param>
    /// <param name="toMs">Its end.</param>
    /// <param name="activeLow">Lit is 0.</param>
    public static IReadOnlyList<Stretch> Of(IEnumerable<string> samples, int line, double fromMs, double toMs, bool activeLow = false)
    {
        var stretches = new List<Stretch>();
        (bool Lit, double Since)? now = null;
        foreach (var parts in samples.Select(sample => sample.Split(' ')).Where(parts => parts.Length == 2 && parts[1].Length > line))
        {
            var (at, lit) = (double.Parse(parts[0], CultureInfo.InvariantCulture), parts[1][line] == (activeLow ? '0' : '1'));
            if (at > toMs) break;
            if (now is { } before && before.Lit != lit && at > fromMs) stretches.Add(new Stretch(before.Lit, at - before.Since));
            if (now is null || now.Value.Lit != lit || at <= fromMs) now = (lit, Math.Max(at, fromMs));
        }

        if (now is { } last) stretches.Add(new Stretch(last.Lit, toMs - last.Since));
        return stretches;
    }

    /// <summary>The pattern; null when it is none of them.</summary>
    public static LampPattern? Recognise(IReadOnlyList<Stretch> stretches)
    {
        if (stretches.Count == 0) return null;
        if (stretches.Count == 1) return stretches[0].Lit ? LampPattern.Steady : LampPattern.Off;
        // The first and the last one are cut off by the window.
        var whole = stretches.Skip(1).SkipLast(1).ToList();
        var (lit, dark) = (whole.Where(stretch => stretch.Lit).Select(stretch => stretch.Ms).ToList(), whole.Where(stretch => !stretch.Lit).Select(stretch => stretch.Ms).ToList());
        if (lit.Count < 2 || dark.Count < 2) return null;
        if (dark.Max() / dark.Min() > 3) return Alternates(dark) && lit.Max() < dark.Max() / 2 ? LampPattern.DoubleBlink : null;
        var ratio = lit.Average() / dark.Average();
        if (ratio is < 0.6 or > 1.6) return null;
        return (lit.Average() + dark.Average()) switch
        {
            < 600 => LampPattern.Fast,
            > 1_000 => LampPattern.SlowBlink,
            _ => null,
        };
    }

    private static bool Alternates(List<double> dark)
    {
        var middle = (dark.Max() + dark.Min()) / 2;
        return dark.Zip(dark.Skip(1)).All(pair => (pair.First > middle) != (pair.Second > middle));
    }
}
