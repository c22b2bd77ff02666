using System.Net;
using EdgeNoc.Agent.Devices;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.OltLog;

/// <summary>What is done with a datagram. Anybody can send one: only known addresses and known ONUs count, and nobody more than so many a second.</summary>
/// <param name="sources">Whose address is whose.</param>
/// <param name="watch">Takes the lines that count.</param>
/// <param name="pollSoon">Asks for a poll of a device.</param>
/// <param name="time">For the limit.</param>
/// <param name="logger">One line for each stranger, not for each datagram.</param>
internal sealed class LogInbox(LogSources sources, OltLogWatch watch, Func<string, TimeSpan, bool> pollSoon, TimeProvider time, ILogger logger)
{
    /// <summary>A power cut in a village: 512 ONUs with two lines each, twice over.</summary>
    private const int Burst = 2048;
    private const int PerSecond = 200;
    private const int MaxStrangersNamed = 8;

    private readonly Dictionary<IPAddress, TokenBucket> _limits = [];
    private readonly HashSet<IPAddress> _named = [];
    private long _used, _strangers, _unknown, _other, _dropped;

    public LogCounts Counts => new(Interlocked.Read(ref _used), Interlocked.Read(ref _strangers), Interlocked.Read(ref _unknown), Interlocked.Read(ref _other), Interlocked.Read(ref _dropped));

    /// <summary>Takes a datagram; one thread only.</summary>
    public void Take(IPAddress from, ReadOnlySpan<byte> datagram)
    {
        var devices = sources.Of(from).ToList();
        if (devices.Count == 0)
        {
            Interlocked.Increment(ref _strangers);
            if (_named.Count < MaxStrangersNamed && _named.Add(from))
                logger.LogWarning("syslog from {Address}, which is the address of no configured OLT: left out; if it is one, its url must name this address", from);
            return;
        }

        if (!_limits.TryGetValue(from, out var limit)) _limits[from] = limit = new TokenBucket(Burst, PerSecond, time);
        if (!limit.TryTake())
        {
            if (Interlocked.Increment(ref _dropped) == 1) logger.LogWarning("{Address} sends more than {Limit} log lines a second: the rest is left out", from, PerSecond);
            return;
        }

        // Of two boxes behind one address nobody knows which one spoke.
        if (devices.Count == 1) watch.Heard(devices[0].Id);
        foreach (var range in datagram.Split((byte)'\n'))
        {
            if (!datagram[range].Trim((byte)'\r').IsEmpty) TakeLine(devices, datagram[range]);
        }
    }

    private void TakeLine(List<DeviceConfig> devices, ReadOnlySpan<byte> text)
    {
        var isAboutAnOnu = false;
        foreach (var device in devices)
        {
            if (device.Driver.ReadLogLine?.Invoke(text) is not { } line) continue;
            isAboutAnOnu = true;
            if (!watch.Take(device.Id, line)) continue;
            watch.Heard(device.Id);
            Interlocked.Increment(ref _used);
            pollSoon(device.Id, OltLogWatch.Within);
            return;
        }

        Interlocked.Increment(ref isAboutAnOnu ? ref _unknown : ref _other);
    }
}
