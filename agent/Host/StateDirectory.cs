using System.Globalization;

namespace EdgeNoc.Agent.Host;

/// <summary>The state directory cannot be used; the text says why and what to do.</summary>
internal sealed class StateDirectoryException(string message) : Exception(message);

/// <summary>The folder that one agent keeps everything in, and the lock that keeps a second one out.</summary>
internal sealed class StateDirectory : IDisposable
{
    private readonly FileStream _lock;

    private StateDirectory(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    public string Events => System.IO.Path.Combine(Path, "events.db");

    public string Telemetry => System.IO.Path.Combine(Path, "telemetry.db");

    public string Socket => SocketIn(Path);

    public static string SocketIn(string stateDir) => System.IO.Path.Combine(stateDir, "agent.sock");

    /// <summary>Makes the folder and takes its lock, which the kernel takes back however this process ends.</summary>
    /// <exception cref="StateDirectoryException">Another agent holds it, or it cannot be written.</exception>
    public static StateDirectory Take(string path)
    {
        var pidFile = System.IO.Path.Combine(path, "agent.pid");
        try
        {
            if (OperatingSystem.IsWindows()) throw new StateDirectoryException("the agent runs on Linux only");
            if (!Directory.Exists(path)) Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            // A file of its own: a lock of this kind also keeps others from reading.
            var held = new FileStream(System.IO.Path.Combine(path, "agent.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(pidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new StateDirectory(path, held);
        }
        catch (UnauthorizedAccessException)
        {
            throw new StateDirectoryException($"{path} cannot be written by user {Environment.UserName}: give it to that user, or set state_dir to another folder");
        }
        catch (IOException error) when (File.Exists(pidFile) && IsLocked(path))
        {
            throw new StateDirectoryException(
                $"another agent (process {Holder(pidFile)}) already uses {path}: stop it first, or give this one a state_dir of its own ({error.Message})");
        }
        catch (IOException error)
        {
            throw new StateDirectoryException($"{path} cannot be used: {error.Message}; check the disk, or set state_dir to another folder");
        }
    }

    public void Dispose() => _lock.Dispose();

    private static bool IsLocked(string path)
    {
        try
        {
            using var probe = new FileStream(System.IO.Path.Combine(path, "agent.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static string Holder(string pidFile)
    {
        try
        {
            return File.ReadAllText(pidFile).Trim();
        }
        catch (IOException)
        {
            return "unknown";
        }
    }
}
