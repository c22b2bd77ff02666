using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Ingest;

/// <summary>
/// Keeps what the database must not or will not take, with the reason, as JSON lines in numbered files; the oldest file goes when there are too many.
/// </summary>
/// <remarks>A letter that cannot be written (disk full) is logged and counted with the others: poison must not stop its neighbours.</remarks>
internal sealed class DeadLetters : IDisposable
{
    private const int MaxLineBytes = 4 << 10;

    /// <summary>The names of its files, in whose order they were written.</summary>
    public const string Pattern = "dead-letters-*.jsonl";

    /// <summary>Beside a file: which of its letters were taken off.</summary>
    public const string DoneSuffix = ".done";

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly long _maxFileBytes;
    private readonly int _maxFiles;
    private readonly TimeProvider _time;
    private readonly ILogger<DeadLetters> _logger;
    private readonly OncePer _log;
    private FileStream? _file;
    private int _number;

    /// <param name="folder">Made when missing.</param>
    /// <param name="maxFileBytes">A file that has grown so far is followed by the next; 8 MB in service.</param>
    /// <param name="maxFiles">Files kept; 8 in service.</param>
    /// <param name="time">Dates the letters.</param>
    /// <param name="logger">Told once a minute and site.</param>
    public DeadLetters(string folder, long maxFileBytes, int maxFiles, TimeProvider time, ILogger<DeadLetters> logger)
    {
        (_folder, _maxFileBytes, _maxFiles, _time, _logger) = (folder, maxFileBytes, maxFiles, time, logger);
        _log = new OncePer(TimeSpan.FromMinutes(1), time);
        Directory.CreateDirectory(folder);
        _number = Files().Select(NumberOf).DefaultIfEmpty(1).Max();
    }

    /// <summary>A line that is not stored.</summary>
    public void AddLine(QueuedMessage message, LineRefusal refusal, ReadOnlySpan<byte> line) =>
        Add(message, refusal.ToString(), Encoding.UTF8.GetString(line[..Math.Min(line.Length, MaxLineBytes)]), line.Length <= MaxLineBytes && Utf8.IsValid(line));

    /// <summary>A message that cannot be read at all; its first bytes are kept in Base64.</summary>
    public void AddMessage(QueuedMessage message, string reason) =>
        Add(message, reason, "base64:" + Convert.ToBase64String(message.Payload.Span[..Math.Min(message.Payload.Length, MaxLineBytes)]), isWhole: false);

    /// <summary>Hands what was added to the operating system: before the message is acknowledged.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            try
            {
                _file?.Flush();
            }
            catch (IOException exception)
            {
                Failed(exception);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private void Add(QueuedMessage message, string reason, string line, bool isWhole)
    {
        lock (_gate)
        {
            if (_log.IsDue(message.Site)) _logger.LogWarning("Site {Site}: refused telemetry ({Reason}), kept in {Folder}", message.Site, reason, _folder);
            try
            {
                var file = OpenFile();
                file.Write(Letter(message, reason, line, isWhole));
                file.WriteByte((byte)'\n');
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Failed(exception);
            }
        }
    }

    private ReadOnlySpan<byte> Letter(QueuedMessage message, string reason, string line, bool isWhole)
    {
        var letter = new System.Buffers.ArrayBufferWriter<byte>(line.Length + 256);
        using var json = new Utf8JsonWriter(letter);
        json.WriteStartObject();
        json.WriteString("at", UtcMillisecondsConverter.ToText(_time.GetUtcNow()));
        json.WriteString("site", message.Site);
        if (message.Id is { } id)
        {
            json.WriteString("boot", id.Boot);
            json.WriteNumber("seq", id.Seq);
        }

        json.WriteString("reason", reason);
        json.WriteString("line", line);
        if (!isWhole) json.WriteBoolean("incomplete", true);
        json.WriteEndObject();
        json.Flush();
        return letter.WrittenSpan;
    }

    private FileStream OpenFile()
    {
        if (_file is { } open && open.Length < _maxFileBytes) return open;
        if (_file is not null)
        {
            _file.Dispose();
            _file = null;
            _number++;
        }

        foreach (var old in Files().Where(file => NumberOf(file) <= _number - _maxFiles))
        {
            File.Delete(old);
            File.Delete(old + DoneSuffix);
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"dead-letters-{_number:000000}.jsonl");
        return _file = new FileStream(Path.Combine(_folder, name), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 16 << 10);
    }

    private string[] Files() => Directory.GetFiles(_folder, Pattern);

    private static int NumberOf(string file) =>
        int.TryParse(Path.GetFileNameWithoutExtension(file).Split('-')[^1], CultureInfo.InvariantCulture, out var number) ? number : 1;

    private void Failed(Exception exception)
    {
        if (!_log.IsDue("")) return;
        _logger.LogError("Refused telemetry cannot be kept in {Folder}: {Problem}; free space or correct its rights. Lines are lost until then", _folder, exception.Message);
    }
}
