using System.Text;
using System.Text.Json;

namespace EdgeNoc.Common.Import;

/// <summary>Reads JSON lists: an array of objects, also inside other objects (<c>{"onts":[…]}</c>), an object a line, or an object of objects by id.</summary>
/// <remarks>Token by token, so that rows have line numbers and what stands before a broken place is kept.</remarks>
public static class JsonList
{
    private const int MaxDepth = 16;
    private static readonly JsonReaderOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowMultipleValues = true, MaxDepth = MaxDepth };

    /// <summary>Reads all rows.</summary>
    public static ImportList Read(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var rows = new List<ImportRow>();
        var findings = new List<ImportFinding>();
        if (ReadFrom(bytes, 1, rows) is { } broken)
        {
            var line = 1 + bytes.AsSpan(0, broken.At).Count((byte)'\n');
            var byLine = bytes.AsSpan(broken.At).IndexOf((byte)'\n') is >= 0 and var end && HasObjectPerLine(text) ? broken.At + end + 1 : -1;
            findings.Add(Broken(line, byLine < 0 ? $"{broken.Sentence}; nothing after it is read" : broken.Sentence));
            if (byLine >= 0) ReadByLine(bytes.AsMemory(byLine), line + 1, rows, findings);
        }

        if (rows.Count > 0) return new ImportList(rows, findings);
        return new ImportList([], findings, findings.Count == 0
            ? "it holds no object with an address: write a list of objects with id, name, location, latitude, longitude, address"
            : $"line {findings[0].Line}: {findings[0].Problem}: {findings[0].Remedy}");
    }

    private static ImportFinding Broken(int line, string sentence) => new(line, ImportMark.Refused, $"not JSON ({sentence})", "put right what stands there or just before it");

    /// <summary>Where every line is an object of its own, a broken one loses itself only.</summary>
    private static void ReadByLine(ReadOnlyMemory<byte> bytes, int line, List<ImportRow> rows, List<ImportFinding> findings)
    {
        for (; !bytes.IsEmpty; line++)
        {
            var end = bytes.Span.IndexOf((byte)'\n');
            var one = bytes[..(end < 0 ? bytes.Length : end)].Trim(" \t\r,"u8);
            bytes = end < 0 ? default : bytes[(end + 1)..];
            if (one.IsEmpty || one.Span is [(byte)']' or (byte)'}', ..]) continue;
            if (ReadFrom(one.Span, line, rows) is { } broken) findings.Add(Broken(line, broken.Sentence));
        }
    }

    private static bool HasObjectPerLine(string text)
    {
        var seen = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var one = line.Trim(" \t,");
            if (one is ['{', .., '}'] && ++seen == 2) return true;
        }

        return false;
    }

    private static (int At, string Sentence)? ReadFrom(ReadOnlySpan<byte> bytes, int firstLine, List<ImportRow> rows)
    {
        var reader = new Utf8JsonReader(bytes, Options);
        var (line, counted) = (firstLine, 0);
        // The objects that are open: a row is one with texts and numbers in it and no other object.
        var open = new Stack<OpenObject>();
        string? key = null;
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        line += bytes[counted..(int)reader.TokenStartIndex].Count((byte)'\n');
                        counted = (int)reader.TokenStartIndex;
                        open.Push(new OpenObject(line, key));
                        break;
                    case JsonTokenType.EndObject:
                        if (open.Pop().ToRow() is { } row) rows.Add(row);
                        break;
                    case JsonTokenType.PropertyName:
                        key = reader.GetString();
                        continue;
                    case JsonTokenType.String when key is not null && open.Count > 0:
                        open.Peek().Add(key, reader.GetString());
                        break;
                    case JsonTokenType.Number when key is not null && open.Count > 0:
                        open.Peek().Add(key, Encoding.ASCII.GetString(reader.ValueSpan));
                        break;
                    case JsonTokenType.Null when key is not null && open.Count > 0:
                        open.Peek().Add(key, null);
                        break;
                }

                if (reader.TokenType is not JsonTokenType.StartArray) key = null;
            }

            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The library counts from 0 and puts the place behind its sentence.
            return ((int)Math.Min(reader.BytesConsumed, bytes.Length), exception.Message.Split(" LineNumber:")[0].TrimEnd('.'));
        }
    }

    private sealed class OpenObject(int line, string? key)
    {
        private readonly List<string> _names = [];
        private readonly List<string?> _texts = [];

        public void Add(string name, string? text)
        {
            _names.Add(name);
            _texts.Add(text);
        }

        public ImportRow? ToRow()
        {
            var columns = ImportColumns.Of(_names);
            // An object with one of the words may be anything: a row names a host, or stands in the list without one.
            if (!columns.ContainsKey(ImportField.Address) && !columns.ContainsKey(ImportField.Id)) return null;
            var row = ImportColumns.Row(line, columns, _texts);
            return row.Id is null && key is not null ? row with { Id = key } : row;
        }
    }
}
