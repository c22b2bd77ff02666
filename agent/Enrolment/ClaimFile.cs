using EdgeNoc.Common.Enrolment;

namespace EdgeNoc.Agent.Enrolment;

/// <summary>The file <c>edgenoc-claim.txt</c>, which any telephone or PC can put onto a card.</summary>
internal static class ClaimFile
{
    public const string Name = "edgenoc-claim.txt";

    /// <summary>The card's boot partition, as Raspberry Pi OS mounts it since 2023 and before, and the state directory.</summary>
    public static IReadOnlyList<string> Places(string stateDir) => [$"/boot/firmware/{Name}", $"/boot/{Name}", Path.Combine(stateDir, Name)];

    /// <summary>The first that is there, as text; null when none is.</summary>
    public static (string Path, string Text)? Find(IEnumerable<string> places)
    {
        foreach (var path in places)
        {
            if (TryRead(path) is { } text) return (path, text);
        }

        return null;
    }

    /// <summary>Null when it is not there or cannot be read. An editor may have written it as UTF-16: the mark at its beginning tells.</summary>
    public static string? TryRead(string path)
    {
        try
        {
            if (!File.Exists(path)) return null;
            using var reader = new StreamReader(path, detectEncodingFromByteOrderMarks: true);
            var buffer = new char[(4 * ClaimCode.MaxLength) + 1];
            return new string(buffer, 0, reader.ReadBlock(buffer));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
