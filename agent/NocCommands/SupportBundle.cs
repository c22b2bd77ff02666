using System.Globalization;
using System.Runtime.InteropServices;

namespace EdgeNoc.Agent.NocCommands;

/// <summary>What somebody needs who is to find out what is wrong with an agent: versions, config, status, stores, log. Every line of it goes through <see cref="Redaction"/>.</summary>
internal static class SupportBundle
{
    private const int LogLines = 300;
    private const int MaxConfigBytes = 96 << 10;

    public static void Write(CommandParts parts, Redaction redaction, CommandLines lines)
    {
        Section(lines, "versions", Versions(parts));
        Section(lines, "status", parts.Status().Split('\n'));
        Section(lines, "stores", Stores(parts.Config.StateDir, parts.FreeBytes()));
        Section(lines, "config", Config(parts.ConfigFile));
        Section(lines, "log", parts.Log.Last(LogLines));

        void Section(CommandLines to, string name, IEnumerable<string> content)
        {
            to.Add($"== {name}");
            foreach (var line in content) to.Add(redaction.Apply(line.TrimEnd('\r')));
        }
    }

    private static string[] Versions(CommandParts parts) =>
    [
        $"agent {parts.Version}, config {parts.Config.Sha256}",
        $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription} ({RuntimeInformation.ProcessArchitecture})",
        string.Create(CultureInfo.InvariantCulture, $"memory {Environment.WorkingSet / 1_000_000} MB, processors {Environment.ProcessorCount}"),
    ];

    private static IEnumerable<string> Stores(string folder, long? free)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{folder}: {(free is { } bytes ? $"{bytes / 1_000_000} MB free" : "what is free is not known")}");
        foreach (var file in Files(folder)) yield return string.Create(CultureInfo.InvariantCulture, $"{file.Name}: {file.Length} bytes, changed {file.LastWriteTimeUtc:yyyy-MM-dd'T'HH:mm:ss'Z'}");
    }

    /// <summary>Names and sizes; what lies in folders below, as keys, is left out.</summary>
    private static IReadOnlyList<FileInfo> Files(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal).Take(100)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string[] Config(string? path)
    {
        if (path is null) return ["its file is not known"];
        try
        {
            var file = new FileInfo(path);
            return file.Length > MaxConfigBytes ? [$"{file.Length} bytes: too long to be shown"] : File.ReadAllLines(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [$"it cannot be read: {error.Message}"];
        }
    }
}
