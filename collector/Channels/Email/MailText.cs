using System.Globalization;
using System.Text;

namespace EdgeNoc.Collector.Channels.Email;

/// <summary>A mail as bytes: header lines, then the text in base64, so that no line of it is too long, begins with a dot or ends the mail.</summary>
internal static class MailText
{
    private const int MaxSubject = 200;
    private const int Base64Line = 76;

    // An encoded word has at most 75 characters; 12 are around the base64.
    private const int WordBytes = 45;

    /// <param name="settings">Who sends.</param>
    /// <param name="to">A checked address.</param>
    /// <param name="text">Its first line becomes the subject.</param>
    /// <param name="now">Its date.</param>
    /// <param name="id">Makes it unlike every other mail.</param>
    public static string Of(EmailSettings settings, string to, string text, DateTimeOffset now, Guid id)
    {
        var plain = MessageMarkup.Plain(text);
        var subject = MessageSplit.Cut(HostileText.Clean(plain.Split('\n')[0], MaxSubject), MaxSubject);
        var mail = new StringBuilder();
        Line(mail, "From", $"{Word(settings.FromName)} <{settings.From}>");
        Line(mail, "To", $"<{to}>");
        Line(mail, "Subject", Word(subject));
        Line(mail, "Date", now.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture));
        Line(mail, "Message-ID", $"<{id:N}@{settings.From[(settings.From.IndexOf('@', StringComparison.Ordinal) + 1)..]}>");

        // So that no absence note answers.
        Line(mail, "Auto-Submitted", "auto-generated");
        Line(mail, "MIME-Version", "1.0");
        Line(mail, "Content-Type", "text/plain; charset=utf-8");
        Line(mail, "Content-Transfer-Encoding", "base64");
        mail.Append("\r\n");
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes(plain.ReplaceLineEndings("\r\n") + "\r\n"));
        for (var start = 0; start < body.Length; start += Base64Line) mail.Append(body, start, Math.Min(Base64Line, body.Length - start)).Append("\r\n");
        return mail.ToString();
    }

    /// <summary>A text in a header: as it is where it may be, else as encoded words, cut between characters.</summary>
    internal static string Word(string text)
    {
        // An encoded word written by somebody else would be decoded.
        if (text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '.') && text.Length < Base64Line) return text;
        var words = new List<string>();
        var chunk = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > WordBytes)
            {
                words.Add(Encoded(chunk));
                (bytes, chunk) = (0, new StringBuilder());
            }

            chunk.Append(rune);
            bytes += rune.Utf8SequenceLength;
        }

        if (bytes > 0) words.Add(Encoded(chunk));
        return string.Join("\r\n ", words);
    }

    private static string Encoded(StringBuilder text) => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ToString()))}?=";

    private static void Line(StringBuilder mail, string name, string value) => mail.Append(name).Append(": ").Append(value).Append("\r\n");
}
