using System.Security.Cryptography;
using EdgeNoc.Rig;

namespace EdgeNoc.Demo.Setup;

/// <summary><c>var/demo</c>, empty at the start of each run, and the secrets in it. One demo at a time.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly FileStream _lock;

    private DemoFolder(FileStream @lock, string root) => (_lock, Root) = (@lock, root);

    public string Root { get; }

    public string AgentState => Path.Combine(Root, "agent");

    public string AgentConfig => Path.Combine(Root, "agent.json");

    public string CollectorState => Path.Combine(Root, "collector");

    public string CollectorConfig => Path.Combine(Root, "collector.json");

    public string Summary => Path.Combine(Root, "summary.json");

    /// <exception cref="DemoProblem">Another demo runs in this folder.</exception>
    public static DemoFolder Create()
    {
        var root = Path.Combine(RigDirectory.RepositoryRoot, "var", "demo");
        Directory.CreateDirectory(Path.GetDirectoryName(root)!);
        var @lock = Lock($"{root}.lock");
        if (Directory.Exists(root)) Directory.Delete(root, recursive: true);
        var folder = new DemoFolder(@lock, root);
        Directory.CreateDirectory(folder.AgentState);
        Directory.CreateDirectory(folder.CollectorState);
        return folder;
    }

    public string this[string name] => Path.Combine(Root, name);

    /// <summary>A random password in a file that only its owner reads.</summary>
    public (string Value, string File) NewSecret(string name)
    {
        var value = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        var file = this[name];
        using var stream = new FileStream(
            file,
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        stream.Write(System.Text.Encoding.ASCII.GetBytes(value + "\n"));
        return (value, file);
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new DemoProblem("another demo is running in this folder", "stop it first, with Ctrl-C where it was started");
        }
    }
}
