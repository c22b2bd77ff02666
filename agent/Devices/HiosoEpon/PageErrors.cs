using System.Globalization;
using System.Text;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>The ways a page can be the wrong one, each with what to do.</summary>
internal static class PageErrors
{
    /// <summary>Whether the firmware says that it has no such page, with status 200.</summary>
    public static bool SaysMissing(ReadOnlySpan<byte> page) => Contains(page, "ASP Error"u8);

    /// <summary>A page without what it was asked for. Some firmware sends 200 for everything, also for a wrong password.</summary>
    public static PollError Without(ReadOnlySpan<byte> page, string what)
    {
        if (Contains(page, "Access Denied"u8))
            return new(PollErrorKind.AuthFailed, $"the OLT answers \"Access Denied\" instead of the {what}", "check user and password file by logging in with a browser");
        if (SaysMissing(page))
            return new(PollErrorKind.Unsupported, $"the OLT's firmware does not have the page with the {what} (it answers \"ASP Error\")", "send a capture of the ONU pages that its menu shows");
        if (Contains(page, "type=\"password\""u8) || Contains(page, "type=password"u8) || Contains(page, "type='password'"u8))
            return new(PollErrorKind.Unsupported, $"the box answers with a login form instead of the {what}", "a Hioso of this kind asks by the browser's own dialog: check that url and driver fit the box");
        return page.IsEmpty
            ? new(PollErrorKind.ParseFailed, "the OLT answered with an empty page", "it happens under load; if it stays so, open the page in a browser and restart the OLT's web server")
            : new(PollErrorKind.ParseFailed, string.Create(CultureInfo.InvariantCulture, $"the page ({page.Length} bytes) holds no {what}"), "if it stays so, check that url and driver fit the box");
    }

    public static PollError Broken(ArrayEnd end, int bytes) => end == ArrayEnd.TooMany
        ? new(PollErrorKind.ParseFailed, "the page lists more ONUs than an OLT can have", "check that url points at the OLT and at nothing that makes up pages")
        : new(PollErrorKind.ParseFailed, string.Create(CultureInfo.InvariantCulture, $"the page stops in the middle of the list of ONUs, after {bytes} bytes"), "the OLT or the way to it is overloaded: poll it more rarely (interval_s), and check the link");

    /// <summary>There are cells, and no row of them is one.</summary>
    public static PollError NoRow(int width, int cells) => new(
        PollErrorKind.ParseFailed,
        string.Create(CultureInfo.InvariantCulture, $"no row of the page makes sense ({cells} cells, {width} a row)"),
        "send a capture of the page: its layout is another one than its width says");

    /// <summary>Neither all ONUs on one page nor lists by PON.</summary>
    public static PollError NoListAtAll { get; } = new(
        PollErrorKind.Unsupported,
        "the OLT has neither the page of all ONUs nor lists of PONs that this version knows",
        "check that url and driver fit the box, and send a capture of the ONU pages that its menu shows");

    /// <summary>The page of one PON holds another one's ONUs.</summary>
    public static PollError OtherPon { get; } = new(
        PollErrorKind.ParseFailed,
        "its page shows the ONUs of another PON",
        "it happens while others look at the OLT's web page; if it stays so, send a capture of the page");

    /// <summary>A list of PONs without one.</summary>
    public static PollError NoPons { get; } = new(
        PollErrorKind.ParseFailed,
        "the OLT's list of PONs is empty",
        "it happens while the OLT starts; if it stays so, open the page in a browser");

    public static PollError UnknownColumns(int? width, int cells) => new(
        PollErrorKind.Unsupported,
        width is { } stated
            ? string.Create(CultureInfo.InvariantCulture, $"the page has {stated} columns a row; this version reads {Known()}")
            : string.Create(CultureInfo.InvariantCulture, $"the page has {cells} cells and does not say how many make a row; they do not fit {Known()}"),
        "send a capture of the page: another layout is a few lines in this driver");

    private static string Known() => string.Join(", ", ColumnLayout.Lists.Select(layout => layout.Width));

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
