using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EdgeNoc.Agent.Updater;

/// <summary>What the updater has on the disk. The agent reads it too, to say how far an update is.</summary>
internal sealed class UpdaterFiles(UpdaterPaths paths)
{
    private const int MaxBytes = 64 << 10;

    /// <summary>Null when none is under way. One that has ended already is none: the power was cut before its file was removed.</summary>
    public UpdateJob? Job => Read(paths.Job, UpdaterJson.Default.UpdateJob) is { } job && job.Order > Ends.Newest ? job : null;

    public UpdateEnds Ends => Read(paths.Ends, UpdaterJson.Default.UpdateEnds) ?? UpdateEnds.None;

    public void Save(UpdateJob job) => Durable.Write(paths.Job, JsonSerializer.Serialize(job, UpdaterJson.Default.UpdateJob));

    public void Save(UpdateEnds ends) => Durable.Write(paths.Ends, JsonSerializer.Serialize(ends, UpdaterJson.Default.UpdateEnds));

    /// <summary>When an update is over: removes what a cut of power left of files that were being written, and a trial that the guard was writing in that moment.</summary>
    public void Sweep()
    {
        foreach (var half in (string[])[paths.Trial, paths.Trial + ".guard", paths.Trial + ".new", paths.Job + ".new", paths.Ends + ".new", paths.SafeOrder + ".new", paths.PinnedKey + ".new"]) File.Delete(half);
    }

    /// <summary>A file that somebody else may have put there: nothing but a plain file of bounded size is opened.</summary>
    /// <returns>Null when there is none, or another thing of that name.</returns>
    public static byte[]? ReadPlain(string path) =>
        new FileInfo(path) is { Exists: true, LinkTarget: null, Length: > 0 and <= MaxBytes } file && IsPlain(file) ? File.ReadAllBytes(path) : null;

    // A pipe or a device would never end.
    private static bool IsPlain(FileInfo file) => (file.Attributes & (FileAttributes.Device | FileAttributes.Directory | FileAttributes.ReparsePoint)) == FileAttributes.None;

    private static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllText(path), type) : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
