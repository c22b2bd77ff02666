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
internal sealed record Alive(Guid Boot, string KernelBoot, long WallMs, long MonotonicMs, ClockState Clock, bool Clean);

/// <summary>The file <c>alive.json</c>: a hundred bytes a minute, without a flush, so that it costs the card next to nothing.</summary>
internal sealed class AliveMark(string path, BootIdentity boot, EdgeClock clock)
{
    /// <summary>How the run before ended; null when there was none or its mark cannot be read.</summary>
    public Alive? Before { get; } = Read(path);

    public BootIdentity Boot => boot;

    /// <summary>Writes the mark; failing is no reason to stop anything.</summary>
    public void Write(bool clean)
    {
        try
        {
            var stamp = clock.Stamp();
            var json = JsonSerializer.SerializeToUtf8Bytes(new Alive(boot.Boot, boot.KernelBoot, stamp.WallMs, stamp.MonotonicMs, stamp.State, clean), AliveJson.Default.Alive);
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
            file.Write(json);
            if (clean) file.Flush(flushToDisk: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The stores say that the folder cannot be written.
        }
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
