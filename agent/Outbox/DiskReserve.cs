namespace EdgeNoc.Agent.Outbox;

/// <summary>Room that is taken while the disk has some, and given to events when it has none: a full disk keeps telemetry waiting, but no alarm.</summary>
internal sealed class DiskReserve(string path)
{
    /// <summary>Some ten thousand events, or half of that while SQLite's log and its file both grow.</summary>
    public const int Bytes = 8 << 20;

    /// <summary>With less, SQLite cannot even open its files.</summary>
    public const long HardlyAny = 256 << 10;

    private bool _held = File.Exists(path);

    /// <summary>Takes the room, when it is not held and the disk has several times as much. Failing changes nothing.</summary>
    /// <param name="freeBytes">Of the disk; null when that is not known.</param>
    public void Take(long? freeBytes)
    {
        if (_held || freeBytes is null or < 8L * Bytes) return;
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
            // Written, not only made long: a hole takes no room.
            var block = new byte[1 << 16];
            for (var written = 0; written < Bytes; written += block.Length) file.Write(block);
            _held = true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TryDelete();
        }
    }

    /// <summary>Gives it back to the disk. False: it was not held.</summary>
    public bool Release()
    {
        if (!_held) return false;
        _held = false;
        return TryDelete();
    }

    /// <summary>What the disk under a file has left; null when that is not known.</summary>
    public static long? FreeBytes(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private bool TryDelete()
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
