using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EdgeNoc.Agent.Devices.MikroTik.Api;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.MikroTik.Menus;

/// <summary><c>/ip/pool</c> with <c>/ip/pool/used</c>. New versions count by themselves (<c>total, used</c>); for old ones the ranges are added up and the used addresses counted.</summary>
internal static class PoolMenu
{
    /// <param name="pools">Of <c>/ip/pool/print</c>.</param>
    /// <param name="used">Of <c>/ip/pool/used/print</c>; null when it was not asked or not answered.</param>
    /// <param name="drops">Counts what makes no sense.</param>
    public static IReadOnlyList<IpPoolRecord> Parse(IReadOnlyList<Sentence> pools, IReadOnlyList<Sentence>? used, Drops drops)
    {
        var taken = used is null ? null : CountUsed(used, drops);
        var records = new List<IpPoolRecord>();
        foreach (var sentence in pools)
        {
            var row = new MenuRow(sentence, drops);
            if (row.Text("name"u8) is not { } name)
            {
                row.DropRow();
                continue;
            }

            var total = row.Count("total"u8) ?? (row.Text("ranges"u8) is { } ranges ? Total(ranges) : null);
            var busy = row.Count("used"u8) ?? (taken is null ? null : taken.GetValueOrDefault(name));
            records.Add(new IpPoolRecord
            {
                Pool = name,
                Total = total,
                Used = busy,
                Free = total - busy is >= 0 and var free ? free : null,
                UsedPct = total > 0 && busy is { } part ? Math.Round(part * 100.0 / total.Value, 2) : null,
            });
        }

        return records;
    }

    /// <summary>Of <c>/ip/pool/used/print</c> alone: how many addresses of each pool are taken.</summary>
    public static IReadOnlyList<IpPoolRecord> Used(IReadOnlyList<Sentence> rows, Drops drops) =>
        [.. CountUsed(rows, drops).OrderBy(pool => pool.Key, StringComparer.Ordinal).Select(pool => new IpPoolRecord { Pool = pool.Key, Used = pool.Value })];

    /// <summary>True when the router did not count and the used addresses must be asked for.</summary>
    public static bool NeedsCount(IReadOnlyList<Sentence> pools) => pools.Any(pool => !pool.TryGet("used"u8, out _));

    /// <summary>Addresses in <c>10.0.0.2-10.0.0.254,10.0.1.0/24,10.0.2.7</c>; null when a part is none of these.</summary>
    public static long? Total(string ranges)
    {
        long total = 0;
        foreach (var range in ranges.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Size(range) is not { } size) return null;
            total += size;
        }

        return total;
    }

    private static long? Size(string range)
    {
        if (range.Split('/') is [var network, var bits]) return Address(network) is not null && int.TryParse(bits, CultureInfo.InvariantCulture, out var length) && length is >= 0 and <= 32 ? 1L << (32 - length) : null;
        return range.Split('-') switch
        {
            [var only] => Address(only) is null ? null : 1,
            [var from, var to] => Address(to) - Address(from) is >= 0 and var distance ? distance + 1 : null,
            _ => null,
        };
    }

    private static long? Address(string text) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork && text.Count(letter => letter == '.') == 3 ? BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes()) : null;

    private static Dictionary<string, long> CountUsed(IReadOnlyList<Sentence> rows, Drops drops)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var sentence in rows)
        {
            var row = new MenuRow(sentence, drops);
            if (row.Text("pool"u8) is { } pool) counts[pool] = counts.GetValueOrDefault(pool) + 1;
            else row.DropRow();
        }

        return counts;
    }
}
