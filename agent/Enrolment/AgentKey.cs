using System.Security.Cryptography;
using EdgeNoc.Common.Enrolment;

namespace EdgeNoc.Agent.Enrolment;

/// <summary>This machine's key pair. It is made here, before the first claim is used, and never leaves: so the same claim can be tried again after a cut.</summary>
internal sealed class AgentKey : IDisposable
{
    private const string FileName = "agent.key";
    private readonly ECDsa _key;

    private AgentKey(ECDsa key) => _key = key;

    /// <summary>P-256, SubjectPublicKeyInfo.</summary>
    public byte[] PublicKey => _key.ExportSubjectPublicKeyInfo();

    /// <summary>Reads the key of this state folder, or makes it.</summary>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">It is another user's.</exception>
    /// <exception cref="CryptographicException">The file holds no key.</exception>
    public static AgentKey LoadOrMake(string stateDir)
    {
        var path = Path.Combine(stateDir, FileName);
        if (TryLoad(stateDir) is { } known) return known;
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PrivateFile.Write(path, made.ExportPkcs8PrivateKeyPem() + "\n");
        return TryLoad(stateDir) ?? throw new IOException($"{path} cannot be read back");
    }

    /// <summary>Null when there is none.</summary>
    public static AgentKey? TryLoad(string stateDir)
    {
        var path = Path.Combine(stateDir, FileName);
        if (!File.Exists(path)) return null;
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return new AgentKey(key);
        }
        catch (ArgumentException error)
        {
            key.Dispose();
            throw new CryptographicException($"{path} holds no key: remove it and enrol this machine again", error);
        }
    }

    /// <summary>Opens what was sealed to this machine; null when it was not.</summary>
    public byte[]? Open(ReadOnlySpan<byte> box, string purpose)
    {
        using var agreement = ECDiffieHellman.Create(_key.ExportParameters(includePrivateParameters: true));
        return SealedBox.Open(agreement, box, purpose);
    }

    public SignedWord Sign(byte[] word) => new(word, _key.SignData(word, HashAlgorithmName.SHA256));

    public void Dispose() => _key.Dispose();
}
