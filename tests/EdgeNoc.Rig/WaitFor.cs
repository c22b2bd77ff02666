using System.Diagnostics;

namespace EdgeNoc.Rig;

/// <summary>Waits in end-to-end stories, where the condition is in another process.</summary>
public static class WaitFor
{
    /// <summary>What was asked for is enough on an idle machine. On a busy one the same takes longer, and a failure comes as well a little later.</summary>
    internal const double Slack = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the answer is yes.</summary>
    /// <param name="condition">Asked every 50 ms; what it throws counts as no and is told in the end.</param>
    /// <param name="timeout">How long to ask; <see cref="Slack"/> times that on a machine that does other things.</param>
    /// <param name="what">Completes "waited N s for …".</param>
    /// <exception cref="TimeoutException">It never was; the text says what was waited for.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan timeout, string what)
    {
        timeout *= Slack;
        var waited = Stopwatch.StartNew();
        Exception? last;
        do
        {
            try
            {
                if (await condition()) return;
                last = null;
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                last = problem;
            }

            await Task.Delay(Pause);
        }
        while (waited.Elapsed < timeout);
        throw new TimeoutException($"waited {timeout.TotalSeconds:0.#} s for {what}{(last is null ? "" : $"; last problem: {last.Message}")}", last);
    }

    /// <inheritdoc cref="TrueAsync(Func{Task{bool}}, TimeSpan, string)"/>
    public static Task TrueAsync(Func<bool> condition, TimeSpan timeout, string what) => TrueAsync(() => Task.FromResult(condition()), timeout, what);

    /// <summary>Returns once somebody listens at a port, of this machine's loopback unless told otherwise: a process opens it some time after its other parts work.</summary>
    public static Task ListenerAsync(int port, System.Net.IPAddress? address = null) => TrueAsync(
        async () =>
        {
            using var client = new System.Net.Sockets.TcpClient();
            try
            {
                await client.ConnectAsync(address ?? System.Net.IPAddress.Loopback, port);
                return true;
            }
            catch (System.Net.Sockets.SocketException)
            {
                return false;
            }
        },
        TimeSpan.FromSeconds(30),
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a listener at port {port}"));
}
