using System.Security.Cryptography;
using System.Text;

namespace EdgeNoc.Collector.Sites.Secrets;

/// <summary>Keeps device passwords so that the database alone gives none of them away: AES-256-GCM with a key that lies beside it.</summary>
/// <remarks>They have to be readable here: a site whose machine was replaced gets them again, sealed to the new one's key.</remarks>
internal sealed class SecretVault
{
    private const string FileName = "secrets.key";
    private const int KeyBytes = 32, NonceBytes = 12, TagBytes = 16, MarkBytes = 16;

    private readonly byte[] _boxKey;
    private readonly byte[] _markKey;

    private SecretVault(byte[] key)
    {
        _boxKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyBytes, info: "edgenoc device passwords"u8.ToArray());
        _markKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyBytes, info: "edgenoc equal passwords"u8.ToArray());
    }

    /// <summary>Reads the key of this state folder, or makes it.</summary>
    /// <exception cref="IOException">It cannot be read or written, or is none.</exception>
    /// <exception cref="UnauthorizedAccessException">It is another user's.</exception>
    public static SecretVault Open(string stateDir)
    {
        var path = Path.Combine(stateDir, FileName);
        if (!File.Exists(path)) Make(path);
        var bytes = new byte[KeyBytes];
        if (!Convert.TryFromBase64String(File.ReadAllText(path).Trim(), bytes, out var length) || length != KeyBytes)
            throw new IOException($"{path} is no key: put it back from a backup, or remove it and type the devices' passwords again");
        return new SecretVault(bytes);
    }

    /// <param name="password">What is kept.</param>
    /// <param name="place"><c>site/device</c>: a box opens at no other place.</param>
    public string Close(string password, string place)
    {
        var plain = Encoding.UTF8.GetBytes(password);
        var box = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(_boxKey, TagBytes);
        cipher.Encrypt(box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes, plain.Length), box.AsSpan(NonceBytes + plain.Length), Encoding.UTF8.GetBytes(place));
        return Convert.ToBase64String(box);
    }

    /// <summary>Null when the box was closed with another key or at another place.</summary>
    public string? Open(string box, string place)
    {
        try
        {
            var bytes = Convert.FromBase64String(box);
            if (bytes.Length < NonceBytes + TagBytes) return null;
            var plain = new byte[bytes.Length - NonceBytes - TagBytes];
            using var cipher = new AesGcm(_boxKey, TagBytes);
            cipher.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes, plain.Length), bytes.AsSpan(NonceBytes + plain.Length), plain, Encoding.UTF8.GetBytes(place));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception error) when (error is FormatException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The same for equal passwords, and useless without the key.</summary>
    public string Mark(string password) => Convert.ToBase64String(HMACSHA256.HashData(_markKey, Encoding.UTF8.GetBytes(password)).AsSpan(0, MarkBytes));

    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var file = new FileStream(path, options);
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)) + "\n"));
            file.Flush(flushToDisk: true);
        }
        catch (IOException) when (File.Exists(path))
        {
            // A verb and the service started at once: the first one's counts.
        }
    }
}
