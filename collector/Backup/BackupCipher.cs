using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EdgeNoc.Collector.Backup;

/// <summary>A backup cannot be read: another key, damaged, or cut short.</summary>
internal sealed class BackupUnreadableException(string message) : Exception(message);

/// <summary>Encrypts a stream of any length with AES-256-GCM, in blocks that cannot be changed, left out, put in another order or missed at the end.</summary>
/// <remarks>Layout: <c>EDGENOCBACKUP1</c> and a line end, 16 bytes of salt, then blocks: length (4 bytes, the highest bit set in the last one), ciphertext, tag (16 bytes). The key comes from the passphrase by PBKDF2; the nonce of a block is its number.</remarks>
internal static class BackupCipher
{
    private const int SaltBytes = 16, TagBytes = 16, NonceBytes = 12, KeyBytes = 32, BlockBytes = 1 << 20, Rounds = 600_000;
    private const uint Last = 0x8000_0000;

    private static ReadOnlySpan<byte> Magic => "EDGENOCBACKUP1\n"u8;

    public static async Task EncryptAsync(Stream plain, Stream box, string passphrase, CancellationToken ct)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        await box.WriteAsync(Magic.ToArray(), ct);
        await box.WriteAsync(salt, ct);
        using var cipher = Cipher(passphrase, salt);
        var (block, next) = (new byte[BlockBytes], new byte[BlockBytes]);
        var count = await plain.ReadAtLeastAsync(block, BlockBytes, throwOnEndOfStream: false, ct);
        for (var number = 0L; ; number++)
        {
            var following = count == BlockBytes ? await plain.ReadAtLeastAsync(next, BlockBytes, throwOnEndOfStream: false, ct) : 0;
            var head = Head(count, isLast: following == 0);
            var sealedBlock = new byte[count];
            var tag = new byte[TagBytes];
            cipher.Encrypt(Nonce(number), block.AsSpan(0, count), sealedBlock, tag, head);
            await box.WriteAsync(head, ct);
            await box.WriteAsync(sealedBlock, ct);
            await box.WriteAsync(tag, ct);
            if (following == 0) return;
            (block, next, count) = (next, block, following);
        }
    }

    /// <exception cref="BackupUnreadableException">It cannot be read; what was written to <paramref name="plain"/> so far is true, but not all.</exception>
    public static async Task DecryptAsync(Stream box, Stream plain, string passphrase, CancellationToken ct)
    {
        var start = new byte[Magic.Length + SaltBytes];
        await ReadAsync(box, start, ct);
        if (!start.AsSpan(0, Magic.Length).SequenceEqual(Magic)) throw new BackupUnreadableException("this is no backup of a collector");
        using var cipher = Cipher(passphrase, start[Magic.Length..]);
        var head = new byte[sizeof(uint)];
        for (var number = 0L; ; number++)
        {
            await ReadAsync(box, head, ct);
            var length = BinaryPrimitives.ReadUInt32BigEndian(head);
            if ((length & ~Last) > BlockBytes) throw Damaged();
            var (sealedBlock, tag) = (new byte[length & ~Last], new byte[TagBytes]);
            await ReadAsync(box, sealedBlock, ct);
            await ReadAsync(box, tag, ct);
            var block = new byte[sealedBlock.Length];
            try
            {
                cipher.Decrypt(Nonce(number), sealedBlock, tag, block, head);
            }
            catch (AuthenticationTagMismatchException)
            {
                throw number == 0 ? new BackupUnreadableException("it does not open with this key: it was made with another, or is damaged at its beginning") : Damaged();
            }

            await plain.WriteAsync(block, ct);
            if ((length & Last) != 0) return;
        }
    }

    private static BackupUnreadableException Damaged() => new("it is damaged or cut short: take another one");

    private static AesGcm Cipher(string passphrase, byte[] salt) => new(Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, Rounds, HashAlgorithmName.SHA256, KeyBytes), TagBytes);

    private static byte[] Head(int count, bool isLast)
    {
        var head = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(head, (uint)count | (isLast ? Last : 0));
        return head;
    }

    private static byte[] Nonce(long number)
    {
        var nonce = new byte[NonceBytes];
        BinaryPrimitives.WriteInt64BigEndian(nonce, number);
        return nonce;
    }

    private static async Task ReadAsync(Stream stream, byte[] buffer, CancellationToken ct)
    {
        if (await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct) < buffer.Length) throw Damaged();
    }
}
