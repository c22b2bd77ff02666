using System.Globalization;

namespace EdgeNoc.Agent.Outbox;

/// <summary>A damaged store, moved aside with its log: <c>events.db.corrupt-1</c>, and so on. Numbers, since the time may not be known.</summary>
/// <param name="Bytes">Of both files.</param>
internal sealed record QuarantinedFile(string Path, long Bytes)
{
    /// <summary>So many are kept, the newest: a dying card must not fill itself.</summary>
    public const int Kept = 3;

    /// <summary>Moves a store aside; its name is free afterwards.</summary>
    /// <exception cref="IOException">The folder cannot be changed; as for <see cref="UnauthorizedAccessException"/>.</exception>
    public static QuarantinedFile Move(string path)
    {
        var numbers = Numbers(path);
        foreach (var old in numbers.SkipLast(Kept - 1)) Delete($"{path}.corrupt-{old}");
        var to = string.Create(CultureInfo.InvariantCulture, $"{path}.corrupt-{numbers.LastOrDefault() + 1}");
        // The log first: a crash in between leaves a store without its log, never a new store with the old one's.
        var bytes = MoveOne($"{path}-wal", $"{to}-wal") + MoveOne(path, to);
        File.Delete($"{path}-shm");
        return new QuarantinedFile(to, bytes);
    }

    private static List<int> Numbers(string path) =>
    [
        .. Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(path)!, $"{System.IO.Path.GetFileName(path)}.corrupt-*")
            .Select(file => int.TryParse(file.AsSpan(path.Length + ".corrupt-".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number > 0).Order(),
    ];

    private static long MoveOne(string from, string to)
    {
        if (!File.Exists(from)) return 0;
        File.Move(from, to, overwrite: true);
        return new FileInfo(to).Length;
    }

    private static void Delete(string path)
    {
        foreach (var file in new[] { path, $"{path}-wal", $"{path}-shm" }) File.Delete(file);
    }
}
