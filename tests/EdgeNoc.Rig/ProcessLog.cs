using System.Text.RegularExpressions;

namespace EdgeNoc.Rig;

/// <summary>What a process prints: kept in a file, and waited for.</summary>
internal sealed class ProcessLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<(Regex Pattern, TaskCompletionSource<string> Found)> _waiting = [];
    private readonly StreamWriter _file;
    private bool _closed;

    public ProcessLog(string path)
    {
        File = path;
        _file = new StreamWriter(path, append: true) { AutoFlush = true };
    }

    public string File { get; }

    public void Add(string line)
    {
        lock (_gate)
        {
            if (_closed) return;
            _file.WriteLine(line);
            _lines.Add(line);
            _waiting.RemoveAll(w => w.Pattern.IsMatch(line) && w.Found.TrySetResult(line));
        }
    }

    public Task<string> LineAsync(Regex pattern)
    {
        lock (_gate)
        {
            if (_lines.Find(pattern.IsMatch) is { } line) return Task.FromResult(line);
            var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((pattern, found));
            return found.Task;
        }
    }

    public IReadOnlyList<string> Lines()
    {
        lock (_gate)
        {
            return [.. _lines];
        }
    }

    public string Tail(int count) => string.Join('\n', Lines().TakeLast(count));

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _file.Dispose();
        }
    }
}
