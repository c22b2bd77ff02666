using System.Globalization;
using System.Security.Cryptography;
using EdgeNoc.Common.Config.Cabinet;

namespace EdgeNoc.Agent.Cabinet.Page.Pin;

/// <summary>What is kept of a PIN: <c>pbkdf2-sha256:ROUNDS:SALT:HASH</c>, salt and hash in base64.</summary>
/// <remarks>
/// Whoever can read the file can try all PINs of six digits in some hours, whatever the hash: it is kept like a secret. The hash keeps the digits themselves, which people use
/// elsewhere too, out of backups and support bundles.
/// </remarks>
internal sealed record PinHash
{
    /// <summary>A tenth of a second on a desk, half a second on a Raspberry Pi.</summary>
    private const int DefaultRounds = 200_000;

    private const int MaxRounds = 10_000_000;
    private const int SaltBytes = 16;

    private readonly int _rounds;
    private readonly byte[] _salt;
    private readonly byte[] _hash;

    private PinHash(int rounds, byte[] salt, byte[] hash) => (_rounds, _salt, _hash) = (rounds, salt, hash);

    /// <summary>Of a new PIN, under a salt of its own.</summary>
    public static PinHash Of(string pin, int rounds = DefaultRounds)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new PinHash(rounds, salt, Derive(pin, salt, rounds));
    }

    public static bool TryParse(string text, out PinHash hash)
    {
        hash = new PinHash(1, [], []);
        if (!text.StartsWith(PageConfig.PinHashPrefix, StringComparison.Ordinal)) return false;
        if (text[PageConfig.PinHashPrefix.Length..].Trim().Split(':') is not [var rounds, var salt, var digest]) return false;
        if (!int.TryParse(rounds, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > MaxRounds) return false;
        var (saltBytes, hashBytes) = (new byte[64], new byte[64]);
        if (!Convert.TryFromBase64String(salt, saltBytes, out var saltLength) || saltLength < 8) return false;
        if (!Convert.TryFromBase64String(digest, hashBytes, out var hashLength) || hashLength != SHA256.HashSizeInBytes) return false;
        hash = new PinHash(count, saltBytes[..saltLength], hashBytes[..hashLength]);
        return true;
    }

    /// <summary>Takes the same time whether it fits or not.</summary>
    public bool Fits(string pin) => CryptographicOperations.FixedTimeEquals(Derive(pin, _salt, _rounds), _hash);

    public override string ToString() => $"{PageConfig.PinHashPrefix}{_rounds.ToString(CultureInfo.InvariantCulture)}:{Convert.ToBase64String(_salt)}:{Convert.ToBase64String(_hash)}";

    private static byte[] Derive(string pin, byte[] salt, int rounds) => Rfc2898DeriveBytes.Pbkdf2(pin, salt, rounds, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
}
