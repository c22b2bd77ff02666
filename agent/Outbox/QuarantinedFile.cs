using System.Globalization;

namespace EdgeNoc.Agent.Outbox;

/// <summary>A damaged store on its way out of the way: first <c>events.db.damaged</c>, and when all that it held is taken over, <c>events.db.corrupt-1</c>. Numbers, since the time may not be known.</summary>
/// <remarks>A crash in between leaves the first name, by which the next start knows that there is something left to read.</remarks>
internal sealed class QuarantinedFile(string store)
{
    /// <summary>So many are kept, the newest: a dying card must not fill itself.</summary>
    public const int Kept = 3;

    /// <summary>Where it is while it is read.</summary>
    public string Path => $"{store}.damaged";

    /// <summary>Where it will be kept.</summary>
    public string KeptAs => string.Create(CultureInfo.InvariantCulture, $"{store}.corrupt-{Numbers().LastOrDefault() + 1}");

    public bool Exists => File.Exists(Path);

    /// <summary>Of the file and its log.</summary>
    public long Bytes => Size(Path) + Size($"{Path}-wal");

    /// <summary>Moves the store aside; its name is free afterwards.</summary>
    /// <exception cref="IOException">The folder cannot be changed; as for <see cref="UnauthorizedAccessException"/>.</exception>
    public void SetAside()
    {
        if (Exists) Keep();
        // The log first: a crash in between leaves a store without its log, never a new store with the old one's.
        Move($"{store}-wal", $"{Path}-wal");
        Move(store, Path);
        File.Delete($"{store}-shm");
    }

    /// <summary>All that can be had of it is taken over.</summary>
    public void Keep()
    {
        foreach (var old in Numbers().SkipLast(Kept - 1)) Delete($"{store}.corrupt-{old}");
        var to = KeptAs;
        Move($"{Path}-wal", $"{to}-wal");
        Move(Path, to);
        File.Delete($"{Path}-shm");
    }

    private List<int> Numbers() =>
    [
        .. Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(store)!, $"{System.IO.Path.GetFileName(store)}.corrupt-*")
            .Select(file => int.TryParse(file.AsSpan(store.Length + ".corrupt-".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number > 0).Order(),
    ];

    private static long Size(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;

    private static void Move(string from, string to)
    {
        if (File.Exists(from)) File.Move(from, to, overwrite: true);
    }

    private static void Delete(string path)
    {
        foreach (var file in new[] { path, $"{path}-wal", $"{path}-shm" }) File.Delete(file);
    }
}
