namespace EdgeNoc.Agent.Config;

/// <content>Values that name files.</content>
public sealed partial class ConfigSection
{
    /// <summary>An absolute path; nothing has to be there.</summary>
    internal string? PathTo(string key) => Text(key) is { } text ? Path.GetFullPath(text, _problems.Folder) : null;

    /// <summary>An absolute path of a file that is there.</summary>
    internal string? FileAt(string key)
    {
        var path = PathTo(key);
        if (path is not null && !File.Exists(path)) Error(key, Quoted(path), "is not there", "put the file there or correct the path");
        return path;
    }

    /// <summary>
    /// A password by <c>password_file</c> or <c>password_credential</c>; null when there is neither. With <paramref name="withUser"/> that key and the password need each other.
    /// </summary>
    internal SecretSource? Password(string? withUser = null)
    {
        const string fileKey = "password_file", credentialKey = "password_credential";
        var (file, credential) = (PathTo(fileKey), Text(credentialKey));
        if (file is not null && credential is not null) Error(credentialKey, null, "stands beside password_file", "keep one of them");
        if (withUser is not null && Has(withUser) && file is null && credential is null && !Has("password"))
            Error(fileKey, null, "is missing", $"{withUser} needs a password: name the file that holds it");
        if (withUser is not null && !Has(withUser) && (file ?? credential) is not null) Error(withUser, null, "is missing", "a password needs its user");
        var source = file is not null ? SecretSource.FromFile(file)
            : credential is not null ? SecretSource.FromCredential(credential, Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY"))
            : null;
        if (source is null) return null;
        var key = file is not null ? fileKey : credentialKey;
        if (!source.TryRead(out _, out var problem))
            Error(key, Quoted(file ?? credential!), problem, file is null ? "set it with LoadCredential= in the unit" : "create it with the password as its only line, readable by the agent");
        else if (source.IsReadableByAll() && file is not null)
            Warn(key, Quoted(file), "can be read by every user of this machine", $"chmod 600 {file}");
        return source;
    }
}
