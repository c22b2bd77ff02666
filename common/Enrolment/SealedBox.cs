using System.Security.Cryptography;

namespace EdgeNoc.Common.Enrolment;

/// <summary>Bytes that only the owner of a P-256 private key can read: an ephemeral ECDH key, HKDF-SHA-256, AES-256-GCM.</summary>
/// <remarks>Layout: version 1, the ephemeral public key (X and Y, 32 bytes each), the ciphertext, the tag (16 bytes). Each box has a key of its own, so that its nonce can be derived with it.</remarks>
public static class SealedBox
{
    private const byte Version = 1;
    private const int PointBytes = 32, TagBytes = 16, KeyBytes = 32, NonceBytes = 12, HeadBytes = 1 + (2 * PointBytes);

    /// <param name="publicKey">The reader's key as SubjectPublicKeyInfo.</param>
    /// <param name="plain">What is sealed.</param>
    /// <param name="purpose">What for and for whom: a box opens for no other purpose.</param>
    /// <exception cref="CryptographicException">That is no P-256 key.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> plain, string purpose)
    {
        using var reader = Reader(publicKey);
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var point = own.ExportParameters(includePrivateParameters: false).Q;
        byte[] head = [Version, .. point.X!, .. point.Y!];
        var (key, nonce) = Keys(own, reader.PublicKey, head, purpose);
        var box = new byte[head.Length + plain.Length + TagBytes];
        head.CopyTo(box, 0);
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, plain, box.AsSpan(head.Length, plain.Length), box.AsSpan(head.Length + plain.Length), head);
        return box;
    }

    /// <summary>Null: not for this key, not for this purpose, or damaged.</summary>
    public static byte[]? Open(ECDiffieHellman privateKey, ReadOnlySpan<byte> box, string purpose)
    {
        if (box.Length < HeadBytes + TagBytes || box[0] != Version) return null;
        var head = box[..HeadBytes];
        try
        {
            using var sender = ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = head[1..(1 + PointBytes)].ToArray(), Y = head[(1 + PointBytes)..].ToArray() },
            });
            var (key, nonce) = Keys(privateKey, sender.PublicKey, head, purpose);
            var plain = new byte[box.Length - HeadBytes - TagBytes];
            using var cipher = new AesGcm(key, TagBytes);
            cipher.Decrypt(nonce, box[HeadBytes..^TagBytes], box[^TagBytes..], plain, head);
            return plain;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether bytes are a P-256 public key.</summary>
    public static bool IsPublicKey(ReadOnlySpan<byte> bytes)
    {
        try
        {
            using var reader = Reader(bytes);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static ECDiffieHellman Reader(ReadOnlySpan<byte> publicKey)
    {
        var reader = ECDiffieHellman.Create();
        try
        {
            reader.ImportSubjectPublicKeyInfo(publicKey, out var read);
            var curve = reader.ExportParameters(includePrivateParameters: false).Curve;
            if (read == publicKey.Length && curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value) return reader;
            throw new CryptographicException("no P-256 public key");
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private static (byte[] Key, byte[] Nonce) Keys(ECDiffieHellman own, ECDiffieHellmanPublicKey other, ReadOnlySpan<byte> head, string purpose)
    {
        var shared = own.DeriveRawSecretAgreement(other);
        var keys = new byte[KeyBytes + NonceBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, keys, head, System.Text.Encoding.UTF8.GetBytes($"edgenoc sealed box 1: {purpose}"));
        CryptographicOperations.ZeroMemory(shared);
        return (keys[..KeyBytes], keys[KeyBytes..]);
    }
}
