using EdgeNoc.Common.Config;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Configuration;

/// <summary>Secrets in files of their own, as the config names them.</summary>
internal static class TestSecret
{
    private static readonly string Folder = RigDirectory.New("secrets");
    private static int _count;

    public static SecretSource Of(string text)
    {
        var path = Path.Combine(Folder, $"{Interlocked.Increment(ref _count)}.pw");
        File.WriteAllText(path, text + "\n");
        return SecretSource.FromFile(path);
    }
}
