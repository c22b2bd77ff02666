using System.Runtime.InteropServices;

namespace EdgeNoc.Common.Memory;

/// <summary>Keeps the C library's heap small, which the runtime's compiler, libmosquitto and SQLite share with this process.</summary>
/// <remarks>
/// glibc gives each thread an arena of its own, up to eight a core, and keeps what was ever free in each: of 23 MB in seven arenas less than 2 MB were in use once the program was compiled.
/// Nothing here allocates so often that it would wait for the one arena.
/// </remarks>
public sealed partial class NativeHeap : IAsyncDisposable
{
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MapThreshold = -3;
    private const int ArenaMax = -8;
    private const int Large = 64 * 1024;

    /// <summary>Most of the program is compiled by then.</summary>
    private static readonly TimeSpan First = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly ITimer _timer;

    private NativeHeap(TimeProvider time) => _timer = time.CreateTimer(static _ => _ = malloc_trim(0), null, First, Interval);

    /// <summary>
    /// From here on no thread gets an arena of its own, large blocks come from the kernel and go back to it, and what is free between others is given back every 30 s.
    /// To be called before anything else is done. Null with a C library that is not glibc: it has none of this.
    /// </summary>
    public static NativeHeap? TryKeepSmall(TimeProvider time)
    {
        try
        {
            foreach (var (parameter, value) in ((int, int)[])[(ArenaMax, 1), (MapThreshold, Large), (TrimThreshold, Large), (TopPad, 0)]) _ = mallopt(parameter, value);
            return new NativeHeap(time);
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    [LibraryImport("libc")]
    private static partial int mallopt(int parameter, int value);

    [LibraryImport("libc")]
    private static partial int malloc_trim(nuint keep);
}
