using System.Runtime.InteropServices;

namespace EdgeNoc.Agent.Host;

/// <summary>Keeps the C library's heap small, which the runtime's compiler, libmosquitto and SQLite share with this process.</summary>
/// <remarks>
/// glibc gives each thread an arena of its own, up to eight a core, and keeps what was ever free in each: of 23 MB in seven arenas less than 2 MB were in use once the program was compiled.
/// Nothing here allocates so often that it would wait for the one arena.
/// </remarks>
internal sealed partial class NativeHeap : IAsyncDisposable
{
    private const int ArenaMax = -8;

    /// <summary>Most of the program is compiled by then.</summary>
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly ITimer _timer;

    private NativeHeap(TimeProvider time) => _timer = time.CreateTimer(static _ => _ = malloc_trim(0), null, First, Interval);

    /// <summary>From here on no thread gets an arena of its own, and what is free is given back every 30 s. Null with a C library that is not glibc: it has none of this.</summary>
    public static NativeHeap? TryKeepSmall(TimeProvider time)
    {
        try
        {
            _ = mallopt(ArenaMax, 1);
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
