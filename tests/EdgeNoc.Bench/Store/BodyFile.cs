using System.Collections;
using Microsoft.Win32.SafeHandles;

namespace EdgeNoc.Bench.Store;

/// <summary>Bodies of line protocol in a file, each read when it is asked for: those of a week would take gigabytes of memory.</summary>
internal sealed class BodyFile : IReadOnlyList<byte[]>, IDisposable
{
    private readonly List<(long At, int Length)> _bodies = [];
    private readonly SafeFileHandle _file;

    /// <param name="path">Made, and gone once closed.</param>
    /// <param name="bodies">What it holds.</param>
    public BodyFile(string path, IEnumerable<ReadOnlyMemory<byte>> bodies)
    {
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        var end = 0L;
        foreach (var body in bodies)
        {
            RandomAccess.Write(_file, body.Span, end);
            _bodies.Add((end, body.Length));
            end += body.Length;
        }
    }

    public int Count => _bodies.Count;

    public byte[] this[int index]
    {
        get
        {
            var body = new byte[_bodies[index].Length];
            RandomAccess.Read(_file, body, _bodies[index].At);
            return body;
        }
    }

    public IEnumerator<byte[]> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => _file.Dispose();
}
