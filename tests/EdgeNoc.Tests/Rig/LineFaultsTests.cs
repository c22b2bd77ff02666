using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Rig;

/// <summary>Lines that are slow, narrow, lossy or cut; clocks that are wrong; disks that are full. Each leaves nothing behind.</summary>
public sealed class LineFaultsTests
{
    [Fact]
    public async Task A_delayed_line_takes_its_time_once_and_keeps_the_order()
    {
        await using var echo = new Echo();
        await using var proxy = new TcpProxy(echo.Port) { Delay = TimeSpan.FromMilliseconds(150) };
        using var client = await ConnectAsync(proxy.Port);
        var started = Stopwatch.GetTimestamp();
        for (byte n = 1; n <= 20; n++) await client.SendAsync(new[] { n });
        Assert.Equal(Enumerable.Range(1, 20), (await ReadAsync(client, 20)).Select(b => (int)b));
        // There and back; twenty one after the other would be six seconds.
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_narrow_line_takes_as_long_as_its_width_asks_for()
    {
        await using var echo = new Echo();
        await using var proxy = new TcpProxy(echo.Port) { BytesPerSecond = 32_000 };
        using var client = await ConnectAsync(proxy.Port);
        var payload = Enumerable.Range(0, 32_000).Select(n => (byte)(n % 251)).ToArray();
        var started = Stopwatch.GetTimestamp();
        await client.SendAsync(payload);
        Assert.Equal(payload, await ReadAsync(client, payload.Length));
        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromSeconds(0.95), "faster than its width");
    }

    [Fact]
    public async Task A_network_of_its_own_can_be_cut_and_loses_packets_when_told_to()
    {
        Assert.SkipWhen(NetworkNamespace.Missing is not null, NetworkNamespace.Missing ?? "");
        string name;
        using (var space = NetworkNamespace.Create())
        {
            name = space.Name;
            await using var echo = new Echo();
            await using var proxy = new TcpProxy(echo.Port, new IPEndPoint(space.Outside, 0));
            await PassesAsync(space, proxy.Port, "hello-1");
            await using var onLan = new TcpProxy(echo.Port, new IPEndPoint(space.Lan, 0));
            space.SetLink(up: false);
            Assert.Equal("", await SayAsync(space, proxy.Port, "hello-2"));
            await PassesAsync(space, onLan.Port, "hello-lan-1", space.Lan);
            space.SetLink(up: true);
            await PassesAsync(space, proxy.Port, "hello-3");
            space.Lose(100);
            Assert.Equal("", await SayAsync(space, proxy.Port, "hello-4"));
            await PassesAsync(space, onLan.Port, "hello-lan-2", space.Lan);
            space.Lose(20);
            space.Lose(0);
            await PassesAsync(space, proxy.Port, "hello-5");
        }

        Assert.False(File.Exists($"/run/netns/{name}"));
    }

    [Fact]
    public async Task One_process_lives_in_another_year_and_is_brought_back_while_it_runs()
    {
        Assert.SkipWhen(LibFakeTime.Missing is not null, LibFakeTime.Missing ?? "");
        var folder = RigDirectory.New("faketime");
        var clock = new LibFakeTime(folder);
        clock.Shift(TimeSpan.FromDays(-14));
        await using var process = ManagedProcess.Start(clock.Within(
            new("bash", "-c", "while :; do date -u +at-%s; sleep 0.1; done") { LogFile = Path.Combine(folder, "date.log") }));
        var first = await process.WaitForLineAsync("^at-[0-9]+$", TimeSpan.FromSeconds(10));
        Assert.InRange(DaysFromNow(first), -14.1, -13.9);
        clock.Shift(TimeSpan.FromDays(14));
        await WaitFor.TrueAsync(() => Math.Abs(DaysFromNow(process.Output[^1]) - 14) < 0.1, TimeSpan.FromSeconds(10), "the clock to jump");

        static double DaysFromNow(string line) =>
            (DateTimeOffset.FromUnixTimeSeconds(long.Parse(line["at-".Length..], System.Globalization.CultureInfo.InvariantCulture)) - DateTimeOffset.UtcNow).TotalDays;
    }

    [Fact]
    public void A_small_disk_is_full_when_told_to_and_goes_without_a_trace()
    {
        Assert.SkipWhen(SmallDisk.Missing is not null, SmallDisk.Missing ?? "");
        var path = Path.Combine(RigDirectory.New("small-disk"), "disk");
        using (var disk = SmallDisk.Mount(path, megabytes: 1))
        {
            var file = Path.Combine(disk.Path, "data");
            disk.Fill();
            Assert.Throws<IOException>(() => File.WriteAllText(file, new string('x', 10_000)));
            disk.Free();
            disk.Fill(leaveBytes: 100_000);
            File.WriteAllText(file, new string('x', 50_000));
        }

        Assert.Empty(Directory.GetFiles(path));
        Assert.DoesNotContain(path, File.ReadAllText("/proc/mounts"), StringComparison.Ordinal);
    }

    /// <summary>A line that was just put up takes its time until packets pass.</summary>
    private static Task PassesAsync(NetworkNamespace space, int port, string text, IPAddress? address = null) =>
        WaitFor.TrueAsync(async () => await SayAsync(space, port, text, address) == text, TimeSpan.FromSeconds(30), $"an answer to {text}");

    private static async Task<string> SayAsync(NetworkNamespace space, int port, string text, IPAddress? address = null)
    {
        var script = $"exec 3<>/dev/tcp/{address ?? space.Outside}/{port} && echo {text} >&3 && read -r -t 2 answer <&3 && echo \"$answer\"";
        await using var process = ManagedProcess.Start(space.Within(
            new("timeout", "3", "bash", "-c", script) { LogFile = Path.Combine(RigDirectory.New("netns"), "say.log") }));
        await process.WaitForExitAsync(CancellationToken.None);
        return process.Output.LastOrDefault(line => line.StartsWith("hello", StringComparison.Ordinal)) ?? "";
    }

    private static async Task<Socket> ConnectAsync(int port)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port);
        return client;
    }

    private static async Task<byte[]> ReadAsync(Socket client, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var more = await client.ReceiveAsync(bytes.AsMemory(read), limit.Token);
            if (more == 0) break;
            read += more;
        }

        return bytes;
    }

    /// <summary>Says back what it hears.</summary>
    private sealed class Echo : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task _serving;

        public Echo()
        {
            _listener.Start();
            _serving = ServeAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving;
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true) _ = EchoAsync(await _listener.AcceptTcpClientAsync());
            }
            catch (SocketException)
            {
                // Stopped.
            }
        }

        private static async Task EchoAsync(TcpClient client)
        {
            using (client)
            {
                try
                {
                    await client.GetStream().CopyToAsync(client.GetStream());
                }
                catch (IOException)
                {
                    // Cut.
                }
            }
        }
    }
}
