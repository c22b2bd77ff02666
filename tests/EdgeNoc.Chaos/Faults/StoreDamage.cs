using EdgeNoc.Chaos.Plan;

namespace EdgeNoc.Chaos.Faults;

/// <summary>What bad cards do to a file.</summary>
internal static class StoreDamage
{
    private const int Page = 4096;

    /// <summary>Damages the file at a place that <paramref name="choice"/> decides.</summary>
    public static void Do(FaultKind kind, string file, int choice)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var pages = Math.Max(1, stream.Length / Page);
        var page = choice % pages;
        switch (kind)
        {
            case FaultKind.ZeroStore:
                Write(stream, page * Page, new byte[Page]);
                break;
            case FaultKind.TearStore:
                var noise = new byte[Page / 2];
                new Random(choice).NextBytes(noise);
                Write(stream, (page * Page) + (Page / 2), noise);
                break;
            default:
                stream.SetLength((page * Page) + (Page / 3));
                break;
        }
    }

    private static void Write(FileStream stream, long at, byte[] bytes)
    {
        stream.Position = at;
        stream.Write(bytes);
    }
}
