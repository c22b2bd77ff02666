using System.Globalization;

namespace EdgeNoc.Agent.Host;

/// <summary>The state directory cannot be used; the text says why and what to do.</summary>
internal sealed class StateDirectoryException(string message) : Exception(message);

/// <summary>The folder that one agent keeps everything in, and the lock that keeps a second one out.</summary>
internal sealed class StateDirectory : IDisposable
{
    private FileStream? _lock;

    private StateDirectory(string path, FileStream? held, string? problem) => (Path, _lock, Problem) = (path, held, problem);

    public string Path { get; }

    /// <summary>Why nothing can be kept here, and what to do; null when all is well.</summary>
    public string? Problem { get; }

    public string Events => System.IO.Path.Combine(Path, "events.db");

    public string Telemetry => System.IO.Path.Combine(Path, "telemetry.db");

    public string Alive => System.IO.Path.Combine(Path, "alive.json");

    public string Socket => SocketIn(Path);

    public static string SocketIn(string stateDir) => System.IO.Path.Combine(stateDir, "agent.sock");

    /// <summary>Makes the folder and takes its lock, which the kernel takes back however this process ends. A folder that cannot be written is no reason not to poll.</summary>
    /// <exception cref="StateDirectoryException">Another agent holds it: two would send everything twice.</exception>
    public static StateDirectory Take(string path)
    {
        var pidFile = System.IO.Path.Combine(path, "agent.pid");
        try
        {
            if (OperatingSystem.IsWindows()) throw new StateDirectoryException("the agent runs on Linux only");
            if (!Directory.Exists(path)) Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            // A file of its own: a lock of this kind also keeps others from reading.
            var held = new FileStream(System.IO.Path.Combine(path, "agent.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            WritePid(pidFile);
            return new StateDirectory(path, held, problem: null);
        }
        catch (UnauthorizedAccessException)
        {
            return Unusable($"{path} cannot be written by user {Environment.UserName}: give it to that user, or set state_dir to another folder");
        }
        catch (IOException error) when (IsLocked(path))
        {
            throw new StateDirectoryException(
                $"another agent (process {Holder(pidFile)}) already uses {path}: stop it first, or give this one a state_dir of its own ({error.Message})");
        }
        catch (IOException error)
        {
            return Unusable($"{path} cannot be used: {error.Message}; check the disk, or set state_dir to another folder");
        }

        StateDirectory Unusable(string problem) => new(path, null, $"{problem}; until then what cannot be sent is kept in RAM only");
    }

    /// <summary>Takes the lock that <see cref="Take"/> could not get, should the folder be usable by now. True: it is this agent's.</summary>
    public bool TryTakeAgain()
    {
        if (_lock is not null) return true;
        try
        {
            using var again = Take(Path);
            (_lock, again._lock) = (again._lock, null);
            return _lock is not null;
        }
        catch (StateDirectoryException)
        {
            // Another agent was quicker.
            return false;
        }
    }

    public void Dispose() => _lock?.Dispose();

    private static bool IsLocked(string path)
    {
        try
        {
            using var probe = new FileStream(System.IO.Path.Combine(path, "agent.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception error) when (error is UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return File.Exists(System.IO.Path.Combine(path, "agent.lock")) && !IsReadOnly(path);
        }
    }

    // A full disk and a read-only one refuse too, but hold nobody's lock.
    private static bool IsReadOnly(string path)
    {
        try
        {
            using var probe = new FileStream(System.IO.Path.Combine(path, "agent.lock"), FileMode.Open, FileAccess.Read, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void WritePid(string pidFile)
    {
        try
        {
            File.WriteAllText(pidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // Only for the message to a second agent; on a full disk that one is told less.
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
