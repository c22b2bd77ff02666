using System.Threading.Channels;
using EdgeNoc.Rig;

namespace EdgeNoc.Bench.Cabinet;

/// <summary>An LED whose brightness is a pipe: what the agent writes to switch it arrives here, with its time.</summary>
internal sealed class LampPipe : IDisposable
{
    // A fast lamp changes every 150 ms: silence for this long is a lamp that is dark for good.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(700);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Channel<(long At, bool Lit)> _edges = Channel.CreateUnbounded<(long At, bool Lit)>();
    private readonly Random _random = new(1);
    private readonly FileStream _pipe;

    private LampPipe(string folder)
    {
        Folder = folder;
        // Held open for writing too: an agent that ends must not end the pipe.
        _pipe = new FileStream(Path.Combine(folder, "brightness"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        new Thread(Read) { IsBackground = true, Name = "lamp" }.Start();
    }

    /// <summary>As <c>/sys/class/leds/NAME</c>.</summary>
    public string Folder { get; }

    public static LampPipe Make(string folder)
    {
        Directory.CreateDirectory(folder);
        SystemCommand.Run("mkfifo", Path.Combine(folder, "brightness"));
        return new LampPipe(folder);
    }

    /// <summary>Waits until the lamp is dark for good, tells of something critical, and waits for the light.</summary>
    /// <returns>Milliseconds from the telling to the light; the lamp is told to be dark again.</returns>
    public async Task<double> MeasureAsync(Func<bool, Task> tell, CancellationToken ct)
    {
        await tell(false);
        while (await NextAsync(Quiet, ct) is not null)
        {
            // Still blinking.
        }

        // At any phase of the agent's looks.
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(300)), ct);
        var told = TimeProvider.System.GetTimestamp();
        await tell(true);
        while (await NextAsync(Patience, ct) is { } edge)
        {
            if (edge.Lit) return TimeProvider.System.GetElapsedTime(told, edge.At).TotalMilliseconds;
        }

        throw new InvalidOperationException("the lamp stayed dark");
    }

    public void Dispose() => _pipe.Dispose();

    private async Task<(long At, bool Lit)?> NextAsync(TimeSpan patience, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        try
        {
            return await _edges.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Read()
    {
        Span<byte> digit = stackalloc byte[1];
        try
        {
            while (_pipe.Read(digit) == 1)
            {
                if (digit[0] is (byte)'0' or (byte)'1') _edges.Writer.TryWrite((TimeProvider.System.GetTimestamp(), digit[0] == (byte)'1'));
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The bench is over.
        }
    }
}
