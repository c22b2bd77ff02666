using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeNoc.Agent.Clock;

namespace EdgeNoc.Agent.Host;

/// <summary>What a run says about itself while it lives, for the next one.</summary>
/// <param name="KernelBoot">Whether the machine was restarted since.</param>
/// <param name="WallMs">When it was last known to live.</param>
/// <param name="MonotonicMs">The same.</param>
/// <param name="Clock">How far that wall time can be trusted.</param>
/// <param name="Clean">It stopped by itself and wrote down everything.</param>
internal sealed record Alive(Guid Boot, string KernelBoot, long WallMs, long MonotonicMs, ClockState Clock, bool Clean)
{
    /// <summary>Runs before it that did not end by themselves, and that no event has said yet.</summary>
    public UncleanEnds? Unsaid { get; init; }
}

/// <summary>Runs one after the other that were killed or lost power, each before it could say so of the one before.</summary>
/// <param name="First">The last mark of the first of them: from then on nobody knows who polled.</param>
/// <param name="Boots">Which they were, the newest at the end; of many the newest.</param>
/// <param name="Count">How many.</param>
internal sealed record UncleanEnds(Alive First, IReadOnlyList<Guid> Boots, int Count)
{
    /// <summary>More are counted, not named: an agent that dies every second must not fill its disk with that.</summary>
    public const int Named = 20;

    /// <summary>What is left to be said after a run that left <paramref name="before"/>: one statement covers all ends that none has covered yet.</summary>
    public static UncleanEnds? After(Alive? before)
    {
        if (before is null || before.Clean) return before?.Unsaid;
        return before.Unsaid is { } earlier
            ? earlier with { Boots = [.. earlier.Boots.Append(before.Boot).TakeLast(Named)], Count = earlier.Count + 1 }
            : new UncleanEnds(before with { Unsaid = null }, [before.Boot], 1);
    }
}

/// <summary>The file <c>alive.json</c>: one block a minute, in place and without a flush, so that it costs the card next to nothing. Made before anything else is touched.</summary>
internal sealed class AliveMark
{
    // Spaces at its end keep it as long, so that a new mark takes the place of the old one in one write of one block.
    private const int Bytes = 2_048;

    private readonly string _path;
    private readonly EdgeClock _clock;

    /// <summary>Reads how the run before ended and marks this one.</summary>
    public AliveMark(string path, BootIdentity boot, EdgeClock clock)
    {
        (_path, _clock, Boot) = (path, clock, boot);
        var before = Read(path);
        Unsaid = UncleanEnds.After(before);
        LastSeen = before is { Clock: not ClockState.Unsynced } ? DateTimeOffset.FromUnixTimeMilliseconds(before.WallMs) : DateTimeOffset.MinValue;
        Write(clean: false);
    }

    public BootIdentity Boot { get; }

    /// <summary>When a run before this one was last known to live, by a clock that was not merely its machine's.</summary>
    public DateTimeOffset LastSeen { get; }

    /// <summary>Ends of runs before this one that are to be said; null when there are none.</summary>
    public UncleanEnds? Unsaid { get; private set; }

    /// <summary>An event says them, on disk.</summary>
    public void Said()
    {
        Unsaid = null;
        Write(clean: false);
    }

    /// <summary>This run is known to the next one. On a full disk the first mark may fail; it is tried again with each look.</summary>
    public bool IsWritten { get; private set; }

    /// <summary>This run still lives.</summary>
    public void StillAlive()
    {
        if (!TryOverwrite(clean: false)) Write(clean: false);
    }

    /// <summary>Writes a new mark; failing is no reason to stop anything.</summary>
    public void Write(bool clean)
    {
        // A full disk has no room beside the old one, but the old one's own.
        IsWritten = TryReplace(clean) || TryOverwrite(clean);
    }

    /// <summary>Beside the old one first: a kill must not cost what that one says.</summary>
    private bool TryReplace(bool clean)
    {
        try
        {
            using (var file = new FileStream($"{_path}.new", FileMode.Create, FileAccess.Write))
            {
                file.Write(Mark(clean));
                file.Flush(flushToDisk: clean);
            }

            File.Move($"{_path}.new", _path, overwrite: true);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The stores say that the folder cannot be written.
            return false;
        }
    }

    private bool TryOverwrite(bool clean)
    {
        try
        {
            using var file = new FileStream(_path, FileMode.Open, FileAccess.Write);
            file.Write(Mark(clean));
            file.Flush(flushToDisk: clean);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private byte[] Mark(bool clean)
    {
        var stamp = _clock.Stamp();
        var mark = new Alive(Boot.Boot, Boot.KernelBoot, stamp.WallMs, stamp.MonotonicMs, stamp.State, clean) { Unsaid = Unsaid };
        var json = JsonSerializer.SerializeToUtf8Bytes(mark, AliveJson.Default.Alive);
        var padded = new byte[Math.Max(Bytes, json.Length)];
        padded.AsSpan(json.Length).Fill((byte)' ');
        json.CopyTo(padded, 0);
        return padded;
    }

    private static Alive? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), AliveJson.Default.Alive) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            // A power cut while it was written leaves an empty one: that is no clean stop, and the time is lost.
            return new Alive(Guid.Empty, "", 0, 0, ClockState.Unsynced, Clean: false);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Alive))]
internal sealed partial class AliveJson : JsonSerializerContext;
