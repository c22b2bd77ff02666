namespace EdgeNoc.Common.Config;

/// <summary>Where a password or key stands: in a file, or in a systemd credential. Read when needed, so that a changed one needs no restart.</summary>
/// <param name="File">Absolute path; null for a credential that systemd did not hand over.</param>
/// <param name="Origin">What the config says, for messages: the path or the credential's name.</param>
public sealed record SecretSource(string? File, string Origin)
{
    private const int MaxBytes = 4096;

    public static SecretSource FromFile(string path) => new(path, path);

    /// <summary>A file in <c>$CREDENTIALS_DIRECTORY</c>, see systemd.exec(5).</summary>
    public static SecretSource FromCredential(string name, string? directory) =>
        new(string.IsNullOrEmpty(directory) ? null : Path.Combine(directory, name), $"credential {name}");

    /// <summary>Reads the secret without its trailing line end; <paramref name="problem"/> says why not, and holds no part of it.</summary>
    public bool TryRead(out Secret secret, out string problem)
    {
        secret = new Secret("");
        problem = "";
        if (File is null)
        {
            problem = "is not there: $CREDENTIALS_DIRECTORY is not set";
            return false;
        }

        try
        {
            using var stream = System.IO.File.OpenRead(File);
            if (stream.Length > MaxBytes)
            {
                problem = "is too large for a secret";
                return false;
            }

            using var reader = new StreamReader(stream);
            var text = reader.ReadToEnd().TrimEnd('\r', '\n');
            problem = text.Length == 0 ? "is empty" : "";
            secret = new Secret(text);
            return text.Length > 0;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = "is not there";
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException or NotSupportedException)
        {
            problem = "cannot be read";
        }

        return false;
    }

    /// <summary>True when every user of this machine may read the file.</summary>
    public bool IsReadableByAll()
    {
        try
        {
            return !OperatingSystem.IsWindows() && File is not null && (System.IO.File.GetUnixFileMode(File) & UnixFileMode.OtherRead) != UnixFileMode.None;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
