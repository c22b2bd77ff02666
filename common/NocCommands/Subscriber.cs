using System.Net;
using System.Text.RegularExpressions;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Common.NocCommands;

/// <summary>By what a subscriber is looked for: an address, a MAC or the name he logs in with.</summary>
public abstract partial record Subscriber
{
    private Subscriber()
    {
    }

    /// <summary>An IPv4 or IPv6 address of a host.</summary>
    public sealed record ByAddress(IPAddress Address) : Subscriber;

    /// <summary>Upper case with colons.</summary>
    public sealed record ByMac : Subscriber
    {
        internal ByMac(string text) => Text = text;

        public string Text { get; }
    }

    /// <summary>Letters, digits and <c>. _ @ + -</c>, a letter or digit first, 64 at most.</summary>
    public sealed record ByName : Subscriber
    {
        internal ByName(string text) => Text = text;

        public string Text { get; }
    }

    /// <summary>Null for what is none of the three. What reads as an address or a MAC is one, also where somebody is called so.</summary>
    public static Subscriber? TryParse(string text)
    {
        if (HostAddress.TryParse(text, out var address, out _)) return new ByAddress(address);
        if (Mac().IsMatch(text))
        {
            var digits = string.Concat(text.Where(char.IsAsciiHexDigit)).ToUpperInvariant();
            return new ByMac(string.Join(':', digits.Chunk(2).Select(pair => new string(pair))));
        }

        return Name().IsMatch(text) ? new ByName(text) : null;
    }

    // 00:1A:2B:3C:4D:5E, 00-1a-2b-3c-4d-5e, 001a-2b3c-4d5e, 001a.2b3c.4d5e
    [GeneratedRegex(@"\A(?:[0-9A-Fa-f]{2}(?:(?<pair>[:\-])[0-9A-Fa-f]{2})(?:\k<pair>[0-9A-Fa-f]{2}){4}|[0-9A-Fa-f]{4}(?<four>[.\-])[0-9A-Fa-f]{4}\k<four>[0-9A-Fa-f]{4})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Mac();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._@+\-]{0,63}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
