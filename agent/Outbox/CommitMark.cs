using System.Globalization;
using System.Text;

namespace EdgeNoc.Agent.Outbox;

/// <summary>The highest row id that was ever committed, in a file beside the store: <c>telemetry.db.mark</c>.</summary>
/// <remarks>
/// SQLite ends the replay of a damaged log where the damage begins, without a word: what was committed behind it has never been. This file remembers that it has.
/// Written without a flush: after a cut of power it may be behind, which costs a statement, and is never ahead, which would make one up.
/// </remarks>
internal sealed class CommitMark(string store) : IDisposable
{
    private const int Longest = 64;

    private readonly string _path = $"{store}.mark";
    private FileStream? _file;

    /// <summary>0: none, or one that is damaged itself.</summary>
    public long Read()
    {
        try
        {
            if (!File.Exists(_path) || new FileInfo(_path).Length > Longest) return 0;
            // Twice the same number, so that noise is not taken for one.
            var words = File.ReadAllText(_path).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words.Length == 2 && words[0] == words[1] && long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>Failing is no reason to stop anything: the mark is then behind.</summary>
    public void Write(long id)
    {
        try
        {
            _file ??= new FileStream(_path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            // Always as long, and in one write, so that no moment shows half of it.
            RandomAccess.Write(_file.SafeFileHandle, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id:D19} {id:D19} ")), 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    public void Dispose() => _file?.Dispose();
}
