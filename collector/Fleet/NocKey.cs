using System.Security.Cryptography;
using EdgeNoc.Common.Signing;

namespace EdgeNoc.Collector.Fleet;

/// <summary>The office's key in the state folder, <c>signing.key</c>: made when it is needed first, part of every backup. Without it no enrolled site takes a config or an update any more.</summary>
internal static class NocKey
{
    public const string FileName = "signing.key";

    /// <exception cref="IOException">It cannot be read or written, or is none.</exception>
    /// <exception cref="UnauthorizedAccessException">It is another user's.</exception>
    public static SigningKey Open(string stateDir)
    {
        var path = Path.Combine(stateDir, FileName);
        if (!File.Exists(path)) Make(path);
        try
        {
            return SigningKey.OfPem(File.ReadAllText(path));
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            throw new IOException($"{path} is no key: put it back from a backup; with another one every site has to be enrolled again", error);
        }
    }

    private static void Make(string path)
    {
        var fresh = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var key = SigningKey.Make())
        using (var file = new FileStream(fresh, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(key.ToPem()));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(fresh, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // A verb and the service started at once: the first one's counts.
            File.Delete(fresh);
        }
    }
}
