using System.Text.RegularExpressions;
using EdgeNoc.Agent.Config;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Agent.NocCommands;

/// <summary>Takes out of a text what must not leave the POP: every password that the agent knows, and whatever stands behind a word that names one.</summary>
internal sealed partial class Redaction
{
    private const string Mask = "***";

    // Shorter ones would take letters out of words, and whoever has one has other worries.
    private const int ShortestSecret = 4;

    private readonly IReadOnlyList<string> _secrets;

    /// <param name="secrets">The longest first, so that one within another leaves nothing of it.</param>
    public Redaction(IEnumerable<string> secrets) => _secrets = [.. secrets.Where(secret => secret.Length >= ShortestSecret).Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length)];

    /// <summary>With the passwords as they are now.</summary>
    public static Redaction Of(AgentConfig config) => new(config.Devices.Select(device => device.Options.Password).Append(config.Broker.Password).SelectMany(Read));

    public string Apply(string text)
    {
        foreach (var secret in _secrets) text = text.Replace(secret, Mask, StringComparison.Ordinal);
        text = KeyBlock().Replace(text, Mask);
        text = UserInfo().Replace(text, "${scheme}***@");
        return Named().Replace(text, "${name}***");
    }

    private static IEnumerable<string> Read(SecretSource? source) => source is not null && source.TryRead(out var secret, out _) ? [secret.Reveal()] : [];

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]{0,8000}?-----END [A-Z ]*PRIVATE KEY-----", RegexOptions.CultureInvariant)]
    private static partial Regex KeyBlock();

    // ssh://user:password@host
    [GeneratedRegex(@"(?<scheme>[a-z][a-z0-9+.\-]{1,15}://)[^\s/@""']{1,200}@", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex UserInfo();

    // Password: x; "secret": "x"; token=x; Bearer x. Not password_file, which names a place.
    [GeneratedRegex(@"(?<name>(?:\b|_)(?:password|passwd|passphrase|secret|token|community|psk|pin|bearer|loid)""?(?:\s*[:=]\s*""?|\s+(?=[A-Za-z0-9+/_\-]{16,})))(?![\s""*,}\]])[^\s"",;]{1,200}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
