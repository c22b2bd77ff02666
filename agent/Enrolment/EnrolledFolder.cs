using System.Text.Json;
using EdgeNoc.Common.Enrolment;
using EdgeNoc.Common.Events;
using EdgeNoc.Common.Signing;

namespace EdgeNoc.Agent.Enrolment;

/// <summary>The folder <c>enrolled</c> in the state directory: all that makes this machine a site. It is put there in one step and is never half there.</summary>
/// <remarks><c>agent.json</c>, <c>broker.pw</c>, <c>ca.pem</c>, <c>identity.json</c>, <c>noc.pem</c>, <c>secrets/DEVICE.pw</c> and what belongs to a config on its way; the machine's key lies beside it, for it outlives an enrolment.</remarks>
internal sealed class EnrolledFolder
{
    private readonly string _stateDir;

    private const string Name = "enrolled", ConfigName = "agent.json", NocKeyName = "noc.pem";

    public EnrolledFolder(string stateDir)
    {
        _stateDir = stateDir;
        Path = System.IO.Path.Combine(stateDir, Name);
    }

    /// <summary>The folder that a config's path is in; null when that is no enrolled machine's.</summary>
    public static EnrolledFolder? Of(string config)
    {
        var path = System.IO.Path.GetFullPath(config);
        var folder = System.IO.Path.GetDirectoryName(path);
        return System.IO.Path.GetFileName(path) == ConfigName && System.IO.Path.GetFileName(folder) == Name && System.IO.Path.GetDirectoryName(folder) is { } stateDir ? new EnrolledFolder(stateDir) : null;
    }

    public string Path { get; }

    public string StateDir => _stateDir;

    public string Config => In(Path, ConfigName);

    /// <summary>The office's public key, which configs and updates are signed with; null when none came, or it is none.</summary>
    public VerifyingKey? NocKey()
    {
        var file = In(Path, NocKeyName);
        try
        {
            return File.Exists(file) ? VerifyingKey.OfPem(File.ReadAllText(file)) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps the office's key that came after the enrolment.</summary>
    public void PutNocKey(VerifyingKey key) => PrivateFile.Write(In(Path, NocKeyName), key.ToPem());

    /// <summary>Who this is; null when nobody, or when the file cannot be read.</summary>
    public SiteIdentity? Identity()
    {
        // A cut between the two renames of an enrolment leaves the one before it aside.
        if (!Directory.Exists(Path) && Directory.Exists(Old)) Directory.Move(Old, Path);
        try
        {
            var file = In(Path, "identity.json");
            return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllText(file), IdentityJson.Default.SiteIdentity) : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The devices whose password is here.</summary>
    public IReadOnlySet<string> Secrets()
    {
        try
        {
            return Directory.GetFiles(In(Path, "secrets"), "*.pw").Select(file => System.IO.Path.GetFileNameWithoutExtension(file)).ToHashSet(StringComparer.Ordinal);
        }
        catch (IOException)
        {
            return new HashSet<string>(StringComparer.Ordinal);
        }
    }

    public bool HasSecret(string device) => File.Exists(SecretFile(device));

    /// <summary>Puts everything into a folder aside, has it checked, and takes it in one step.</summary>
    /// <param name="reply">What the collector gave.</param>
    /// <param name="secrets">The same, opened.</param>
    /// <param name="ca">The certificate authority, PEM.</param>
    /// <param name="identity">Who this is from then on.</param>
    /// <param name="check">What is wrong with the config in that folder; empty: nothing.</param>
    /// <returns>What is wrong; when anything is, nothing has changed.</returns>
    /// <exception cref="IOException">The disk is full or read-only; nothing has changed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is another user's.</exception>
    public IReadOnlyList<string> Put(EnrolReply reply, SiteSecrets secrets, string ca, SiteIdentity identity, Func<EnrolledFolder, IReadOnlyList<string>> check)
    {
        var fresh = System.IO.Path.Combine(_stateDir, "enrolling");
        Remove(fresh);
        try
        {
            PrivateFile.MakeFolder(fresh);
            PrivateFile.MakeFolder(In(fresh, "secrets"));
            PrivateFile.Write(In(fresh, ConfigName), reply.Config);
            PrivateFile.Write(In(fresh, "ca.pem"), ca);
            if (reply.NocKey is { } nocKey) PrivateFile.Write(In(fresh, NocKeyName), nocKey);
            PrivateFile.Write(In(fresh, "broker.pw"), secrets.BrokerPassword + "\n");
            PrivateFile.Write(In(fresh, "identity.json"), JsonSerializer.Serialize(identity, IdentityJson.Default.SiteIdentity));
            foreach (var file in Directory.Exists(In(Path, "secrets")) ? Directory.GetFiles(In(Path, "secrets"), "*.pw") : [])
                PrivateFile.Write(In(fresh, "secrets", System.IO.Path.GetFileName(file)), File.ReadAllText(file));
            foreach (var (device, password) in secrets.Devices) WriteSecret(fresh, device, password);
            if (check(new EnrolledFolder(_stateDir, fresh)) is { Count: > 0 } problems) return problems;
            Remove(Old);
            if (Directory.Exists(Path)) Directory.Move(Path, Old);
            Directory.Move(fresh, Path);
            Remove(Old);
            return [];
        }
        finally
        {
            Remove(fresh);
        }
    }

    /// <summary>Takes over changed passwords, the version last: after a cut they come again.</summary>
    public void Change(SiteIdentity identity, SiteSecrets secrets)
    {
        PrivateFile.MakeFolder(In(Path, "secrets"));
        foreach (var (device, password) in secrets.Devices) WriteSecret(Path, device, password);
        if (secrets.BrokerPassword is { } broker) PrivateFile.Write(In(Path, "broker.pw"), broker + "\n");
        Write(identity);
    }

    public void Write(SiteIdentity identity) => PrivateFile.Write(In(Path, "identity.json"), JsonSerializer.Serialize(identity, IdentityJson.Default.SiteIdentity));

    /// <summary>A password that was typed at the POP.</summary>
    public void WriteSecret(string device, string password)
    {
        PrivateFile.MakeFolder(In(Path, "secrets"));
        WriteSecret(Path, device, password);
    }

    private EnrolledFolder(string stateDir, string path) => (_stateDir, Path) = (stateDir, path);

    private string Old => System.IO.Path.Combine(_stateDir, "enrolled.old");

    private string SecretFile(string device) => In(Path, "secrets", $"{device}.pw");

    private static void WriteSecret(string folder, string device, string password)
    {
        // The office's word names a file here.
        if (Topics.IsName(device)) PrivateFile.Write(In(folder, "secrets", $"{device}.pw"), password + "\n");
    }

    private static string In(string folder, params ReadOnlySpan<string> names) => System.IO.Path.Combine([folder, .. names]);

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
