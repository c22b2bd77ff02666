using System.Globalization;
using System.Text;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Common.Enrolment;

/// <summary>What somebody pasted: a claim, or what is wrong with it.</summary>
public abstract record ClaimRead
{
    private ClaimRead()
    {
    }

    public sealed record Usable(ClaimCode Claim) : ClaimRead;

    /// <param name="Problem">What is wrong.</param>
    /// <param name="Remedy">What to do next.</param>
    public sealed record Unusable(string Problem, string Remedy) : ClaimRead;

    /// <summary>Reads a claim out of a text or a file: spaces, line ends and dashes within it do not matter, lines that begin with # are notes.</summary>
    public static ClaimRead Of(string text)
    {
        if (text.Length > ClaimCode.MaxLength) return new Unusable("this is too long for a claim", "name the file edgenoc-claim.txt, or paste the claim alone");
        var bare = string.Concat(text.Split('\n').Where(line => !line.TrimStart('\uFEFF', ' ', '\t').StartsWith('#')).SelectMany(line => line).Where(IsKept));
        var start = bare.IndexOf(ClaimCode.Prefix, StringComparison.OrdinalIgnoreCase);
        if (bare.Length == 0) return new Unusable("there is no claim in it", "paste the line that begins with EDGENOC1");
        if (start < 0) return new Unusable("its beginning is missing: a claim begins with EDGENOC1", "copy it whole, from EDGENOC1 to the end");
        var digits = bare[(start + ClaimCode.Prefix.Length)..];
        if (Base32.Read(digits, out var stranger) is not { } bytes)
            return new Unusable($"there is a character in it that no claim has: {Shown(stranger)}", "copy it again, alone and whole");
        return Whole(bytes, digits.Length);
    }

    private static ClaimRead Whole(byte[] bytes, int characters)
    {
        if (bytes.Length > 0 && bytes[0] != ClaimCode.Version) return new Unusable("it was made for a newer version of the agent, or a character of it is wrong", "copy it again; if that does not help, update the agent");
        var length = bytes.Length > 1 ? bytes[1] : ClaimCode.SiteAt + ClaimCode.CheckBytes;
        var wanted = Base32.Length(length);
        if (characters < wanted)
        {
            return new Unusable(
                string.Create(CultureInfo.InvariantCulture, $"it is not whole: {characters} of its {wanted} characters behind EDGENOC1 are here"), "copy it to its end; it may go over several lines");
        }

        if (characters > wanted) return new Unusable("something stands behind it that does not belong to it", "copy the claim alone");
        var body = bytes.AsSpan(0, Math.Max(0, length - ClaimCode.CheckBytes));
        if (length < ClaimCode.SiteAt || !ClaimCode.Check(body).SequenceEqual(bytes.AsSpan(body.Length, ClaimCode.CheckBytes))) return new Unusable("a character of it is wrong", "copy it again, or scan its QR code; do not type it");
        return Parts(bytes.AsMemory(0, body.Length));
    }

    private static ClaimRead Parts(ReadOnlyMemory<byte> body)
    {
        var strange = new Unusable("it says nothing that this version understands", "update the agent, or ask the office for a new claim");
        if (body.Length <= ClaimCode.SiteAt) return strange;
        var siteEnd = ClaimCode.SiteAt + 1 + body.Span[ClaimCode.SiteAt];
        if (siteEnd >= body.Length) return strange;
        var site = Encoding.ASCII.GetString(body.Span[(ClaimCode.SiteAt + 1)..siteEnd]);
        if (!Topics.IsSiteId(site) || !Uri.TryCreate($"https://{Encoding.UTF8.GetString(body.Span[siteEnd..])}/", UriKind.Absolute, out var collector)) return strange;
        return new Usable(new ClaimCode(
            collector, site, body.Slice(ClaimCode.SecretAt, ClaimCode.SecretBytes), body.Slice(ClaimCode.SecretAt + ClaimCode.SecretBytes, ClaimCode.FingerprintBytes)));
    }

    // What messengers and word processors put between: spaces of all widths, soft hyphens, dashes of all lengths.
    private static bool IsKept(char character) => !char.IsWhiteSpace(character) && char.GetUnicodeCategory(character) is not (UnicodeCategory.DashPunctuation or UnicodeCategory.Format or UnicodeCategory.Control);

    private static string Shown(char character) => char.IsControl(character) || char.IsSurrogate(character) ? string.Create(CultureInfo.InvariantCulture, $"U+{(int)character:X4}") : $"\"{character}\"";
}
