using System.Security.Cryptography;
using System.Text;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Channels.Inbound;

/// <summary>Whether a caller knows what only the provider knows. Comparing takes the same time wherever the difference is.</summary>
internal static class WebhookSecret
{
    // Shorter ones can be tried out.
    private const int ShortestSecret = 16;

    /// <summary>Null when the last part of the path is the secret; else why the call is refused.</summary>
    public static string? PathProblem(WebhookRequest request, SecretSource? secret) => Problem(secret, "webhook_secret_file", request.PathSecret, "the address");

    /// <summary>Null when a header is the secret; else why the call is refused.</summary>
    public static string? HeaderProblem(WebhookRequest request, string header, SecretSource? secret) =>
        Problem(secret, "webhook_secret_file", request.Headers.GetValueOrDefault(header), $"the header {header}");

    /// <summary>Null when a header is the hexadecimal HMAC of the body, with <paramref name="prefix"/> before it; else why the call is refused.</summary>
    public static string? SignatureProblem(WebhookRequest request, string header, string prefix, HashAlgorithmName algorithm, SecretSource? secret, string key)
    {
        if (!TryRead(secret, key, out var text, out var problem)) return problem;
        var given = request.Headers.GetValueOrDefault(header) ?? "";
        if (given.Length == 0) return $"it is not signed: the header {header} is missing";
        var made = prefix + Convert.ToHexStringLower(CryptographicOperations.HmacData(algorithm, Encoding.UTF8.GetBytes(text), request.Body.Span));
        return IsSame(made, given.ToLowerInvariant()) ? null : $"its signature ({header}) is not made with the secret in {key}";
    }

    /// <summary>Null when what was <paramref name="given"/> at a place is the secret; else why the call is refused.</summary>
    public static string? Problem(SecretSource? secret, string key, string? given, string place)
    {
        if (!TryRead(secret, key, out var text, out var problem)) return problem;
        if (text.Length < ShortestSecret) return $"the secret in {key} is too short: write at least {ShortestSecret} characters";
        return given is not null && IsSame(text, given) ? null : $"{place} does not hold the secret of {key}";
    }

    private static bool TryRead(SecretSource? secret, string key, out string text, out string problem)
    {
        (text, problem) = ("", $"no {key} is configured for this channel, so nobody can prove to be its provider");
        if (secret is null) return false;
        if (!secret.TryRead(out var read, out problem))
        {
            problem = $"{key} ({secret.Origin}) {problem}";
            return false;
        }

        text = read.Reveal();
        return true;
    }

    // Hashed first: comparing texts of different length would tell the length.
    private static bool IsSame(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));
}
