using System.Diagnostics;
using System.Globalization;
using EdgeNoc.Agent.Devices.MikroTik.Api;
using EdgeNoc.Agent.Devices.MikroTik.Menus;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Bench.Drivers;

/// <summary>How long a reply of 5,000 PPP sessions takes from the bytes of the wire to records, and how many times its own size it allocates.</summary>
internal static class MikroTikBench
{
    private const int Sessions = 5000;
    private const int Warmup = 50;
    private const int Rounds = 100;

    /// <summary>Pieces as a network gives them.</summary>
    private const int Piece = 8 * 1024;

    /// <summary>Medians: <c>ppp_5000_ms</c>, <c>ppp_5000_alloc_ratio</c>, and the reply's size <c>ppp_5000_kb</c>.</summary>
    public static IReadOnlyDictionary<string, double> Measure()
    {
        var reply = Reply();
        for (var i = 0; i < Warmup; i++) Check(Parse(reply));
        var (times, bytes) = (new double[Rounds], new double[Rounds]);
        for (var i = 0; i < Rounds; i++)
        {
            var (allocated, began) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            Check(Parse(reply));
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            bytes[i] = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        Array.Sort(times);
        Array.Sort(bytes);
        return new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["ppp_5000_ms"] = Math.Round(times[Rounds / 2], 3),
            ["ppp_5000_alloc_ratio"] = Math.Round(bytes[Rounds / 2] / reply.Length, 3),
            ["ppp_5000_kb"] = reply.Length / 1024,
        };
    }

    private static (SessionsRecord Count, DeviceTable Table) Parse(byte[] reply)
    {
        var (sessions, drops) = (new List<PppSession>(), new Drops());
        var (reader, pending, at) = (new SentenceReader(), new PendingReply(row => PppMenus.AddActive(sessions, row, drops)), 0);
        while (at < reply.Length)
        {
            var space = reader.Space().Span;
            var count = Math.Min(Math.Min(space.Length, Piece), reply.Length - at);
            reply.AsSpan(at, count).CopyTo(space);
            reader.Wrote(count);
            at += count;
            while (reader.TryRead(out var sentence) == FrameState.Sentence) pending.Take(sentence!);
        }

        if (!pending.Reply.IsCompletedSuccessfully) throw new InvalidOperationException("the reply has no end");
        return (PppTables.Count(sessions), PppTables.Active(sessions, []));
    }

    private static void Check((SessionsRecord Count, DeviceTable Table) parsed)
    {
        if (parsed.Count.Active != Sessions || parsed.Table.Rows.Count != Sessions) throw new InvalidOperationException($"{parsed.Count.Active} sessions read instead of {Sessions}");
    }

    /// <summary>What a router answers to the driver's own request: the fields of its <c>.proplist</c>.</summary>
    private static byte[] Reply()
    {
        using var wire = new MemoryStream();
        for (var i = 1; i <= Sessions; i++)
        {
            wire.Write(SentenceWriter.Write(
            [
                "!re", string.Create(CultureInfo.InvariantCulture, $"=name=subscriber-{i:00000}"), "=service=pppoe", $"=caller-id=D0:D0:4B:{i >> 16 & 255:X2}:{i >> 8 & 255:X2}:{i & 255:X2}", $"=address=10.20.{i / 250}.{i % 250}",
                $"=uptime={i % 20}h{i % 60}m{i % 59}s", $"=session-id=0x81{i:x6}", "=radius=false",
            ], tag: 7).Span);
        }

        wire.Write(SentenceWriter.Write(["!done"], tag: 7).Span);
        return wire.ToArray();
    }
}
