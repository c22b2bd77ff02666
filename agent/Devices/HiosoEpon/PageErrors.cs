using System.Globalization;
using System.Text;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>The ways a page can be the wrong one, each with what to do.</summary>
internal static class PageErrors
{
    /// <summary>A page without the array. Some firmware sends 200 for everything, also for a wrong password.</summary>
    public static PollError WithoutTable(ReadOnlySpan<byte> page)
    {
        if (Contains(page, "Access Denied"u8))
            return new(PollErrorKind.AuthFailed, "the OLT answers \"Access Denied\" instead of the list of ONUs", "check user and password file by logging in with a browser");
        if (Contains(page, "ASP Error"u8))
            return new(PollErrorKind.Unsupported, "the OLT's firmware does not have the page of all ONUs (it answers \"ASP Error\")", "this firmware lists ONUs per PON only, which this driver does not read yet: send a capture of its ONU pages");
        if (Contains(page, "type=\"password\""u8) || Contains(page, "type=password"u8) || Contains(page, "type='password'"u8))
            return new(PollErrorKind.Unsupported, "the box answers with a login form instead of the list of ONUs", "a Hioso of this kind asks by the browser's own dialog: check that url and driver fit the box");
        return page.IsEmpty
            ? new(PollErrorKind.ParseFailed, "the OLT answered with an empty page", "it happens under load; if it stays so, open the page in a browser and restart the OLT's web server")
            : new(PollErrorKind.ParseFailed, string.Create(CultureInfo.InvariantCulture, $"the page ({page.Length} bytes) holds no list of ONUs"), "if it stays so, check that url and driver fit the box");
    }

    public static PollError Broken(ArrayEnd end, int bytes) => end == ArrayEnd.TooMany
        ? new(PollErrorKind.ParseFailed, "the page lists more ONUs than an OLT can have", "check that url points at the OLT and at nothing that makes up pages")
        : new(PollErrorKind.ParseFailed, string.Create(CultureInfo.InvariantCulture, $"the page stops in the middle of the list of ONUs, after {bytes} bytes"), "the OLT or the way to it is overloaded: poll it more rarely (interval_s), and check the link");

    public static PollError UnknownColumns(int? width, int cells) => new(
        PollErrorKind.Unsupported,
        width is { } stated
            ? string.Create(CultureInfo.InvariantCulture, $"the page has {stated} columns a row; this version reads {Known()}")
            : string.Create(CultureInfo.InvariantCulture, $"the page has {cells} cells and does not say how many make a row; they do not fit {Known()}"),
        "send a capture of the page: another layout is a few lines in this driver");

    private static string Known() => string.Join(" or ", ColumnLayout.AllPons.Select(layout => layout.Width));

    private static bool Contains(ReadOnlySpan<byte> page, ReadOnlySpan<byte> text)
    {
        for (var i = 0; page[i..].IndexOfAny(text[0], (byte)(text[0] ^ 0x20)) is >= 0 and var offset; i++)
        {
            i += offset;
            if (page.Length - i >= text.Length && Ascii.EqualsIgnoreCase(page.Slice(i, text.Length), text)) return true;
        }

        return false;
    }
}
