using System.Text;

namespace EdgeNoc.Agent.Probe;

/// <summary>What a box said, fit to be shown: without telnet's negotiation and control codes.</summary>
internal static class BannerText
{
    private const byte Iac = 0xff;

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == Iac)
            {
                // IAC WILL|WONT|DO|DONT option, or IAC command.
                i += i + 1 < bytes.Length && bytes[i + 1] is >= 0xfb and <= 0xfe ? 2 : 1;
                continue;
            }

            if (bytes[i] == '\n' || bytes[i] is >= 0x20 and < 0x7f) text.Append((char)bytes[i]);
            else if (bytes[i] >= 0xa0) text.Append('·');
        }

        return text.ToString().Trim();
    }
}
