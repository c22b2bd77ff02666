using System.Globalization;

namespace EdgeNoc.Collector.Ingest.Replay;

/// <summary>Reads the dead letters and takes some off, also while a collector adds to them.</summary>
/// <remarks>
/// The files belong to the collector: nobody else writes to them. What was taken off is noted beside a file, in <c>….done</c>: the places of letters, one a line, or
/// <c>-N</c> for all before the byte N.
/// </remarks>
internal sealed class DeadLetterFolder(string folder)
{
    /// <summary>The letters that are still there, oldest first. One that is being written is left out, and so is a file that goes meanwhile.</summary>
    public IEnumerable<DeadLetter> Read()
    {
        foreach (var file in Files())
        {
            var (places, through) = Done(file);
            foreach (var (offset, json) in Lines(file))
            {
                if (offset < through || places.Contains(offset)) continue;
                if (DeadLetter.Parse(new LetterPlace(file, offset), json) is { } letter) yield return letter;
            }
        }
    }

    /// <summary>Keeps others from taking letters off at the same time; null when somebody does.</summary>
    public FileStream? TryLock()
    {
        try
        {
            return new FileStream(Path.Combine(folder, "replay.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Takes letters off; they are on the disk as such when this returns.</summary>
    public static void TakeOff(IEnumerable<DeadLetter> letters)
    {
        foreach (var file in letters.GroupBy(letter => letter.Place.File, StringComparer.Ordinal).Where(file => File.Exists(file.Key)))
            Note(file.Key, file.Select(letter => letter.Place.Offset.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Takes all off. The newest file stays, for a collector may have it open; it goes by itself in time.</summary>
    /// <returns>How many letters there were.</returns>
    public int Purge()
    {
        var count = Read().Count();
        var files = Files();
        foreach (var old in files.SkipLast(1))
        {
            File.Delete(old);
            File.Delete(old + DeadLetters.DoneSuffix);
        }

        if (files is [.., var newest])
        {
            var end = Lines(newest).Select(line => line.Offset + line.Json.Length + 1).DefaultIfEmpty(0).Max();
            Note(newest, [string.Create(CultureInfo.InvariantCulture, $"-{end}")]);
        }

        return count;
    }

    private string[] Files() => Directory.Exists(folder) ? [.. Directory.GetFiles(folder, DeadLetters.Pattern).Order(StringComparer.Ordinal)] : [];

    private static void Note(string file, IEnumerable<string> entries)
    {
        using var stream = new FileStream(file + DeadLetters.DoneSuffix, FileMode.Append, FileAccess.Write, FileShare.Read);
        using (var writer = new StreamWriter(stream, leaveOpen: true))
        {
            foreach (var entry in entries) writer.WriteLine(entry);
        }

        stream.Flush(flushToDisk: true);
    }

    private static (HashSet<long> Places, long Through) Done(string file)
    {
        var (places, through) = (new HashSet<long>(), 0L);
        if (!File.Exists(file + DeadLetters.DoneSuffix)) return (places, through);
        foreach (var entry in File.ReadLines(file + DeadLetters.DoneSuffix))
        {
            if (!long.TryParse(entry, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var place)) continue;
            if (entry.StartsWith('-')) through = Math.Max(through, -place);
            else places.Add(place);
        }

        return (places, through);
    }

    private static IEnumerable<(long Offset, ReadOnlyMemory<byte> Json)> Lines(string file)
    {
        // A few megabytes at most; read at once, so that the collector may delete it meanwhile.
        var bytes = ReadAll(file);
        for (var start = 0; bytes.AsSpan(start).IndexOf((byte)'\n') is >= 0 and var length; start += length + 1) yield return (start, bytes.AsMemory(start, length));
    }

    private static byte[] ReadAll(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }
}
