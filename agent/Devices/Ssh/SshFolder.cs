namespace EdgeNoc.Agent.Devices.Ssh;

/// <summary>The folder <c>ssh</c> in the state directory: the pinned host keys, a file a device, and the program that hands the client a password.</summary>
internal sealed class SshFolder
{
    /// <summary>The environment variable that the helper reads. It is the client's own and is not sent to the box.</summary>
    public const string PasswordVariable = "EDGENOC_SSH_PASSWORD";

    // Anything else that a server may ask gets no answer: a login must not depend on what the server calls its question.
    private const string HelperText = $"""
        #!/bin/sh
        case "$1" in
        *[Pp][Aa][Ss][Ss]*) printf '%s\n' "${PasswordVariable}" ;;
        *) exit 1 ;;
        esac

        """;

    private readonly string _path;

    private SshFolder(string path) => _path = path;

    public string Helper => Path.Combine(_path, "askpass");

    public string KnownHostsOf(string device) => Path.Combine(_path, $"{device}.known_hosts");

    /// <exception cref="CliException">It cannot be written.</exception>
    public static SshFolder In(string stateDir)
    {
        var folder = new SshFolder(Path.Combine(stateDir, "ssh"));
        try
        {
            Directory.CreateDirectory(folder._path);
            if (!File.Exists(folder.Helper) || File.ReadAllText(folder.Helper) != HelperText) folder.WriteHelper();
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CliException(new CliError(CliErrorKind.NoClient, $"{folder._path} cannot be written ({exception.Message})", "let the agent's user write its state_dir, and run check as that user"));
        }
    }

    /// <summary>Beside and then over: another session may be starting it at this moment.</summary>
    private void WriteHelper()
    {
        var beside = $"{Helper}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        using (var file = new FileStream(beside, options))
        using (var writer = new StreamWriter(file))
        {
            writer.Write(HelperText);
        }

        File.Move(beside, Helper, overwrite: true);
    }
}
