using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EdgeNoc.Collector.Api.Access;

/// <summary>
/// A bearer token: <c>edgenoc.ID.SECRET</c>, the secret 256 random bits. Only its SHA-256 is kept: of a random number of that size nobody
/// guesses the rest, so that nothing slower is needed.
/// </summary>
internal static class TokenSecret
{
    public const int MaxLength = 200;
    private const string Prefix = "edgenoc";
    private const int SecretBytes = 32;

    /// <summary>A new one for this id, and what is kept of it.</summary>
    public static (string Token, string Hash) New(string id)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        return ($"{Prefix}.{id}.{secret}", Hash(secret));
    }

    /// <summary>The parts of what somebody sent; null when it is no token at all.</summary>
    public static (string Id, string Secret)? Parse(string text) =>
        text.Length <= MaxLength && text.Split('.') is [Prefix, { Length: > 0 } id, { Length: > 0 } secret] ? (id, secret) : null;

    /// <summary>Whether a secret is the one whose hash is kept; takes as long for each.</summary>
    public static bool Matches(string secret, string hash) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(secret)), Encoding.ASCII.GetBytes(hash));

    private static string Hash(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
