using System.Buffers.Binary;
using System.Net;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.NocCommands;
using EdgeNoc.Rig;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.NocCommands;

/// <summary>The way to a host, over real routers of this machine's kernel.</summary>
public sealed class TraceTests
{
    private static readonly IPAddress Target = IPAddress.Parse("192.0.2.7");

    [Fact]
    public async Task The_way_over_two_routers_shows_each_of_them_and_the_host()
    {
        Assert.SkipWhen(NetworkNamespace.Missing is not null, NetworkNamespace.Missing ?? "");
        using var way = TwoRouters.Create();
        var lines = new CommandLines();
        var result = await TraceReport.RunAsync(way.Host, lines, TestContext.Current.CancellationToken);
        Assert.Null(result.Detail);
        Assert.Matches($@"\A 1  {way.First}(?:  [0-9.]+ ms)+\n 2  {way.Second}(?:  [0-9.]+ ms)+\n 3  {way.Host}(?:  [0-9.]+ ms)+\z", lines.Text);
    }

    [Fact]
    public async Task A_host_that_nobody_has_shows_how_far_the_way_goes()
    {
        Assert.SkipWhen(NetworkNamespace.Missing is not null, NetworkNamespace.Missing ?? "");
        using var way = TwoRouters.Create();
        var lines = new CommandLines();
        var result = await TraceReport.RunAsync(way.NoRoute, lines, TestContext.Current.CancellationToken);
        Assert.Equal($"{way.NoRoute} was not reached", result.Detail);
        Assert.Matches($@"\A 1  {way.First}(?:  [0-9.]+ ms)+\n 2  {way.Second}(?:  [0-9.]+ ms)+  refuses to go on\z", lines.Text);
    }

    [Fact]
    public async Task This_machine_is_one_hop_away_by_both_families()
    {
        Assert.SkipWhen(NetworkNamespace.Missing is not null, NetworkNamespace.Missing ?? "");
        foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            var lines = new CommandLines();
            var result = await TraceReport.RunAsync(address, lines, TestContext.Current.CancellationToken);
            Assert.True(result.Detail is null || result.Detail.Contains("IPv6", StringComparison.Ordinal), result.Detail);
            if (result.Detail is null) Assert.StartsWith($" 1  {address}  ", lines.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_complaint_about_our_probe_is_read_and_one_about_anything_else_is_not()
    {
        Assert.True(TracePacket.TryRead(Complaint(11, 77, 5, Target), isV6: false, Target, 77, 1, out var kind, out var sequence));
        Assert.Equal((TraceAnswerKind.OnTheWay, 5), (kind, sequence));
        Assert.True(TracePacket.TryRead(Complaint(3, 77, 6, Target), isV6: false, Target, 77, 1, out kind, out sequence));
        Assert.Equal((TraceAnswerKind.Refused, 6), (kind, sequence));
        Assert.False(TracePacket.TryRead(Complaint(11, 78, 5, Target), isV6: false, Target, 77, 1, out _, out _));
        Assert.False(TracePacket.TryRead(Complaint(11, 77, 5, IPAddress.Parse("192.0.2.8")), isV6: false, Target, 77, 1, out _, out _));
        Assert.False(TracePacket.TryRead(Complaint(5, 77, 5, Target), isV6: false, Target, 77, 1, out _, out _));
    }

    [Fact]
    public void Whatever_comes_from_the_network_is_read_or_left() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Gen.Choose(0, 60).ToArbitrary(), ArbMap.Default.ArbFor<bool>(), (bytes, cut, isV6) =>
        {
            var packet = Complaint(11, 77, 5, Target);
            TracePacket.TryRead(packet.AsSpan(0, Math.Min(cut, packet.Length)), isV6, Target, 77, 1, out _, out _);
            TracePacket.TryRead([.. packet.AsSpan(0, Math.Min(cut, packet.Length)), .. bytes ?? []], isV6, isV6 ? IPAddress.IPv6Loopback : Target, 77, 1, out _, out _);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static byte[] Complaint(byte type, ushort id, ushort sequence, IPAddress target)
    {
        var packet = new byte[20 + 8 + 20 + 8];
        packet[0] = packet[28] = 0x45;
        packet[20] = type;
        packet[28 + 9] = 1;
        target.GetAddressBytes().CopyTo(packet, 28 + 16);
        packet[48] = 8;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(52), id);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(54), sequence);
        return packet;
    }

    /// <summary>This machine, two routers and a host behind each other, as namespaces.</summary>
    private sealed class TwoRouters : IDisposable
    {
        private static int _count;
        private readonly List<string> _spaces = [];
        private readonly string _name = FormattableString.Invariant($"{Environment.ProcessId % 100_000}{Interlocked.Increment(ref _count)}");
        private readonly int _net = 1 + (Environment.ProcessId % 80 * 3 % 240);

        public IPAddress First => At(0, 2);

        public IPAddress Second => At(1, 2);

        public IPAddress Host => At(2, 2);

        /// <summary>The second router knows no way there.</summary>
        public IPAddress NoRoute => new([10, 216, (byte)_net, 1]);

        public static TwoRouters Create()
        {
            var way = new TwoRouters();
            try
            {
                way.SetUp();
                return way;
            }
            catch
            {
                way.Dispose();
                throw;
            }
        }

        public void Dispose()
        {
            SystemCommand.TryRun("ip", "link", "delete", $"t{_name}a");
            foreach (var space in _spaces) SystemCommand.TryRun("ip", "netns", "delete", space);
        }

        private void SetUp()
        {
            string? before = null;
            foreach (var (letter, index) in new[] { ("a", 0), ("b", 1), ("c", 2) })
            {
                var (space, link, peer) = ($"trace{_name}{letter}", $"t{_name}{letter}", $"p{_name}{letter}");
                _spaces.Add(space);
                SystemCommand.Run("ip", "netns", "add", space);
                SystemCommand.Run("ip", [.. In(before), "link", "add", link, "type", "veth", "peer", "name", peer, "netns", space]);
                SystemCommand.Run("ip", [.. In(before), "addr", "add", $"{At(index, 1)}/24", "dev", link]);
                SystemCommand.Run("ip", [.. In(before), "link", "set", link, "up"]);
                SystemCommand.Run("ip", "-n", space, "addr", "add", $"{At(index, 2)}/24", "dev", peer);
                SystemCommand.Run("ip", "-n", space, "link", "set", peer, "up");
                if (index > 0) SystemCommand.Run("ip", "-n", space, "route", "add", $"{At(0, 0)}/24", "via", $"{At(index, 1)}");
                SystemCommand.Run("ip", "netns", "exec", space, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward; echo 0 > /proc/sys/net/ipv4/icmp_ratelimit");
                before = space;
            }

            // There: over the first router to the second and to the host; the second knows nobody beyond.
            SystemCommand.Run("ip", "route", "add", $"{At(1, 0)}/24", "via", $"{First}");
            SystemCommand.Run("ip", "route", "add", $"{At(2, 0)}/24", "via", $"{First}");
            SystemCommand.Run("ip", "route", "add", $"{NoRoute}/32", "via", $"{First}");
            SystemCommand.Run("ip", "-n", _spaces[0], "route", "add", $"{At(2, 0)}/24", "via", $"{Second}");
            SystemCommand.Run("ip", "-n", _spaces[0], "route", "add", $"{NoRoute}/32", "via", $"{Second}");
        }

        private IPAddress At(int hop, byte host) => new([10, 215, (byte)(_net + hop), host]);

        private static string[] In(string? space) => space is null ? [] : ["-n", space];
    }
}
