namespace EdgeNoc.Common.Config;

/// <content>Values that name files.</content>
public sealed partial class ConfigSection
{
    /// <summary>An absolute path; nothing has to be there.</summary>
    public string? PathTo(string key)
    {
        if (Text(key) is not { } text) return null;
        if (!text.Contains('\0', StringComparison.Ordinal)) return Path.GetFullPath(text, _problems.Folder);
        Error(key, null, "holds a character that no path has", "write the path alone");
        return null;
    }

    /// <summary>An absolute path of a file that is there.</summary>
    public string? FileAt(string key)
    {
        var path = PathTo(key);
        if (path is not null && !File.Exists(path)) Error(key, Quoted(path), "is not there", "put the file there or correct the path");
        return path;
    }

    /// <summary>
    /// A secret by <c>KEY_file</c> or <c>KEY_credential</c>, for example of the key <c>password</c>; null when there is neither. It never stands in the config itself.
    /// With <paramref name="withUser"/> that key and the secret need each other.
    /// </summary>
    public SecretSource? SecretOf(string key, string? withUser = null, bool required = false)
    {
        var (fileKey, credentialKey, word) = ($"{key}_file", $"{key}_credential", key.Replace('_', ' '));
        var (file, credential) = (PathTo(fileKey), Text(credentialKey));
        var isGiven = file is not null || credential is not null;
        if (file is not null && credential is not null) Error(credentialKey, null, $"stands beside {fileKey}", "keep one of them");
        if (withUser is not null && isGiven && !Has(withUser)) Error(withUser, null, "is missing", $"a {word} needs its {withUser}");

        // A secret in clear has its own complaint, and so has a key that names no text.
        if (!isGiven && !Has(key) && !Has(fileKey) && !Has(credentialKey))
        {
            if (withUser is not null && Has(withUser)) Error(fileKey, null, "is missing", $"{withUser} needs a {word}: name the file that holds it");
            else if (required && !_isStandIn) Error(fileKey, null, "is missing", $"name the file that holds the {word}");
        }

        if (file is not null) return FromFile(file, fileKey, word);
        if (credential is null) return null;
        var source = SecretSource.FromCredential(credential, Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY"));
        if (!source.TryRead(out _, out var problem)) Error(credentialKey, Quoted(credential), problem, "set it with LoadCredential= in the unit");
        return source;
    }

    private SecretSource FromFile(string file, string key, string word)
    {
        var source = SecretSource.FromFile(file);
        if (!source.TryRead(out _, out var problem)) Error(key, Quoted(file), problem, $"create it with the {word} as its only line, readable by this service");
        else if (source.IsReadableByAll()) Warn(key, Quoted(file), "can be read by every user of this machine", $"chmod 600 {file}");
        return source;
    }
}
