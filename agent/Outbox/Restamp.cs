using System.Buffers;
using System.Buffers.Text;
using System.IO.Compression;
using System.Text.Json;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Outbox;

/// <summary>Moves what was written before the time was known to the time that is known now. Pure.</summary>
/// <remarks>What a row becomes follows from the row and the time that was given to it, and that is given once: a resend carries the same times.</remarks>
internal static class Restamp
{
    /// <summary>Whether a row still waits for its time, and by how much the one given moves it.</summary>
    /// <returns>Null: it has its time.</returns>
    public static (ClockStamp Stamp, long ShiftMs)? Of(ClockStamp written, GivenTime given)
    {
        if (written.State != ClockState.Unsynced) return null;
        var wallMs = given.OffsetMs is { } offset ? offset + written.MonotonicMs : written.WallMs;
        return (new ClockStamp(wallMs, written.MonotonicMs, given.State), wallMs - written.WallMs);
    }

    /// <summary>An event's JSON, moved. Null: it cannot be read.</summary>
    public static string? Event(string body, long shiftMs, ClockState state)
    {
        try
        {
            var moved = JsonSerializer.Deserialize(body, WireJson.Default.EdgeEvent)!;
            return JsonSerializer.Serialize(moved with { At = moved.At.AddMilliseconds(shiftMs), TimeQuality = state.Quality() }, WireJson.Default.EdgeEvent);
        }
        catch (Exception error) when (error is JsonException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>The payload of a telemetry message or a table, moved; one that cannot be read stays as it is.</summary>
    public static ReadOnlyMemory<byte> Payload(MessageClass messageClass, PayloadEncoding encoding, ReadOnlyMemory<byte> payload, long shiftMs)
    {
        if (shiftMs == 0) return payload;
        try
        {
            var plain = encoding == PayloadEncoding.Gzip ? Unpack(payload) : payload.ToArray();
            var moved = messageClass == MessageClass.Tables ? Table(plain, shiftMs) : Lines(plain, shiftMs);
            return encoding == PayloadEncoding.Gzip ? Gzip.Pack(moved) : moved;
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or FormatException or ArgumentOutOfRangeException)
        {
            return payload;
        }
    }

    /// <summary>Line protocol with each line's timestamp moved. A line ends with a space, the timestamp and a line feed; texts never contain a line feed (LineWriter).</summary>
    public static byte[] Lines(ReadOnlySpan<byte> lines, long shiftMs)
    {
        var moved = new ArrayBufferWriter<byte>(lines.Length + 64);
        while (lines.Length > 0)
        {
            var end = lines.IndexOf((byte)'\n');
            var line = end < 0 ? lines : lines[..end];
            var space = line.LastIndexOf((byte)' ');
            if (!Utf8Parser.TryParse(line[(space + 1)..], out long timestamp, out var used) || used != line.Length - space - 1) throw new FormatException("a line without a timestamp");
            moved.Write(line[..(space + 1)]);
            Utf8Formatter.TryFormat(timestamp + shiftMs, moved.GetSpan(20), out var written);
            moved.Advance(written);
            moved.Write("\n"u8);
            lines = end < 0 ? [] : lines[(end + 1)..];
        }

        return moved.WrittenSpan.ToArray();
    }

    private static byte[] Table(byte[] json, long shiftMs)
    {
        var table = JsonSerializer.Deserialize(json, WireJson.Default.TableMessage)!;
        return JsonSerializer.SerializeToUtf8Bytes(table with { At = table.At.AddMilliseconds(shiftMs) }, WireJson.Default.TableMessage);
    }

    private static byte[] Unpack(ReadOnlyMemory<byte> packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
