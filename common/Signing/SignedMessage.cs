using System.Globalization;

namespace EdgeNoc.Common.Signing;

/// <summary>Whether something that claims to be from the office is: what it says, or why it is refused.</summary>
public abstract record SignedMessage
{
    private SignedMessage()
    {
    }

    /// <param name="Claims">For this purpose and site, newer than all before.</param>
    /// <param name="Payload">The bytes that were signed.</param>
    public sealed record Genuine(SignedClaims Claims, ReadOnlyMemory<byte> Payload) : SignedMessage;

    /// <param name="Reason">Which check failed.</param>
    /// <param name="Problem">The same in words; holds nothing of what came but names and numbers.</param>
    /// <param name="Remedy">What to do next.</param>
    public sealed record Refused(SignedRefusal Reason, string Problem, string Remedy) : SignedMessage;

    /// <summary>Looks through everything before anything of the payload is used.</summary>
    /// <param name="envelope">As it came.</param>
    /// <param name="key">Whom to believe; null when the office's key is not known here.</param>
    /// <param name="purpose">What it has to be for.</param>
    /// <param name="site">Whom it has to be for.</param>
    /// <param name="newest">The highest version seen here for that purpose: what is not above it is a replay.</param>
    public static SignedMessage Check(ReadOnlySpan<byte> envelope, VerifyingKey? key, string purpose, string site, long newest)
    {
        if (key is null) return new Refused(SignedRefusal.NoKey, "the office's key is not known here", "it is fetched from the office by itself; if it does not come, the agent's log says why");
        if (SignedEnvelope.Read(envelope) is not { } read) return new Refused(SignedRefusal.NoEnvelope, "it is no signed message", "see who else may publish to this site's topics, and that the collector is not newer than the agent");
        if (read.V != SignedEnvelope.Version) return new Refused(SignedRefusal.NoEnvelope, string.Create(CultureInfo.InvariantCulture, $"it is of version {read.V}"), "update the agent");
        if (read.Key != key.Id) return new Refused(SignedRefusal.OtherKey, $"it is signed with key {Shown(read.Key)}, and the office's is {key.Id}", "see who signed it; after a new office, enrol this machine again");
        if (!key.Signed(read.Payload, read.Signature)) return new Refused(SignedRefusal.BadSignature, "its signature is wrong", "see who else may publish to this site's topics");
        if (SignedClaims.Read(read.Payload) is not { } claims) return new Refused(SignedRefusal.NoEnvelope, "it does not say what it is for", "update the agent");
        if (claims.Purpose != purpose) return new Refused(SignedRefusal.OtherPurpose, $"it was signed as {Shown(claims.Purpose)}, not as {purpose}", "see who else may publish to this site's topics");
        if (claims.Site != site) return new Refused(SignedRefusal.OtherSite, $"it is for site {Shown(claims.Site)}, and this is {site}", "see who else may publish to this site's topics");
        if (claims.Version <= newest)
            return new Refused(SignedRefusal.Replayed, string.Create(CultureInfo.InvariantCulture, $"it is version {claims.Version}, and version {newest} was here already"), "save it again in the office, which makes it a new version");
        return new Genuine(claims, read.Payload);
    }

    private static string Shown(string text) => text.Length <= 40 && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '-') ? text : "that cannot be shown";
}

/// <summary>Which check failed.</summary>
public enum SignedRefusal
{
    NoKey,
    NoEnvelope,
    OtherKey,
    BadSignature,
    OtherPurpose,
    OtherSite,
    Replayed,
}
