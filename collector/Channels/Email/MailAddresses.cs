using System.Text.RegularExpressions;

namespace EdgeNoc.Collector.Channels.Email;

/// <summary>Addresses of mail, as they go into a command to the server: nothing in them can end it.</summary>
internal static partial class MailAddresses
{
    public const string Problem = "is no mail address";
    public const string Remedy = "write it without a name, such as noc@example.net";
    private const int Longest = 254;

    public static bool IsAddress(string text) => text.Length <= Longest && Addresses().IsMatch(text);

    // The unquoted form of RFC 5321, in ASCII.
    [GeneratedRegex(
        @"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Addresses();
}
