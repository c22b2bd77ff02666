using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using HandlebarsDotNet;

namespace EdgeNoc.Collector.Alerts.Text.Templating;

/// <summary>A template that fails when it is used: what went wrong.</summary>
internal sealed class TemplateFailedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A checked template, ready to be filled any number of times.</summary>
internal sealed class CompiledTemplate
{
    /// <summary>Eight messages full: more is a mistake.</summary>
    public const int MaxOutput = 32_768;

    private const int MaxKept = 64;

    // By their text, so that a changed one is another one. Only a cache: compiling takes some milliseconds.
    private static readonly ConcurrentDictionary<string, CompiledTemplate> Kept = new(StringComparer.Ordinal);

    private readonly HandlebarsTemplate<TextWriter, object, object> _run;

    private CompiledTemplate(string content)
    {
        // Escaping is for HTML; here the values were cleaned for messages before.
        var handlebars = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true, FormatProvider = CultureInfo.InvariantCulture });
        _run = handlebars.Compile(new StringReader(content));
    }

    /// <exception cref="TemplateFailedException">Handlebars does not take it.</exception>
    public static CompiledTemplate Of(string content)
    {
        if (Kept.TryGetValue(content, out var known)) return known;
        if (Kept.Count >= MaxKept) Kept.Clear();

        // Whatever goes wrong in there: a message must go out, and there is a shipped text for it.
        try
        {
            return Kept[content] = new CompiledTemplate(content);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new TemplateFailedException(e.Message, e);
        }
    }

    /// <summary>The text, without spaces and empty lines at its ends.</summary>
    /// <exception cref="TemplateFailedException">It is too long, or a field is missing.</exception>
    public string Fill(IReadOnlyDictionary<string, object> fields)
    {
        using var writer = new BoundedWriter();
        try
        {
            _run(writer, fields, null!);
        }
        catch (Exception e) when (e is not (TemplateFailedException or OutOfMemoryException))
        {
            throw new TemplateFailedException(e.Message, e);
        }

        return writer.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
    }

    private sealed class BoundedWriter : TextWriter
    {
        private readonly StringBuilder _text = new();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Room(1).Append(value);

        public override void Write(string? value) => Room(value?.Length ?? 0).Append(value);

        public override void Write(char[] buffer, int index, int count) => Room(count).Append(buffer, index, count);

        public override void Write(ReadOnlySpan<char> buffer) => Room(buffer.Length).Append(buffer);

        public override string ToString() => _text.ToString();

        private StringBuilder Room(int count) =>
            _text.Length + count <= MaxOutput ? _text : throw new TemplateFailedException($"its text is longer than {MaxOutput} characters");
    }
}
