using System.Globalization;
using System.Text.Json;

namespace EdgeNoc.Common.Config;

/// <summary>Reads a config file: JSON with comments and trailing commas.</summary>
public static class ConfigFile
{
    /// <summary>10,000 ping targets are about 1 MB.</summary>
    private const int MaxBytes = 8 * 1024 * 1024;

    private static readonly JsonDocumentOptions Dialect = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads and checks a file; never throws for what is in it or that it is not there.</summary>
    /// <param name="path">The file; relative paths in it count from its folder.</param>
    /// <param name="read">Makes the config from the root and the file's bytes, noting what is wrong on the way.</param>
    public static ConfigLoad<T> Load<T>(string path, Func<ConfigSection, ReadOnlyMemory<byte>, T> read)
        where T : class
    {
        var file = Path.GetFileName(path);
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists) return Unusable<T>(file, null, $"is not there ({Path.GetFullPath(path)})", "name the config with --config FILE");
            if (info.Length > MaxBytes) return Unusable<T>(file, null, "is larger than 8 MB", "that is no config: check the path");
            return Parse(File.ReadAllBytes(path), path, read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Unusable<T>(file, null, "cannot be read", "see that this service's user may read it");
        }
    }

    /// <summary>The same from bytes; <paramref name="path"/> gives the name for messages and the folder for relative paths.</summary>
    public static ConfigLoad<T> Parse<T>(ReadOnlyMemory<byte> bytes, string path, Func<ConfigSection, ReadOnlyMemory<byte>, T> read)
        where T : class
    {
        var file = Path.GetFileName(path);
        var problems = new ConfigProblems(file, Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
        // Editors on Windows put a byte order mark in front.
        var json = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Dialect);
        }
        catch (JsonException exception)
        {
            return NotJson<T>(file, exception);
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return Unusable<T>(file, null, "is no JSON object", "the config is one object in braces");
            var root = new ConfigSection(document.RootElement, "", problems);
            _ = root.Text("$schema");
            var config = read(root, bytes);
            root.Finish();
            return new ConfigLoad<T>(problems.Errors.Count == 0 ? config : null, problems.Errors, problems.Warnings);
        }
    }

    private static ConfigLoad<T> NotJson<T>(string file, JsonException exception)
        where T : class
    {
        // The library counts from 0 and puts the place behind its sentence.
        var sentence = exception.Message.Split(" LineNumber:")[0].Split(" Path:")[0].TrimEnd('.');
        var place = string.Create(CultureInfo.InvariantCulture, $"line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}");
        return Unusable<T>(file, place, $"not JSON ({sentence})", "put right what stands there or just before it");
    }

    private static ConfigLoad<T> Unusable<T>(string file, string? path, string problem, string remedy)
        where T : class => new(null, [new ConfigError(file, path, null, problem, remedy)], []);
}
