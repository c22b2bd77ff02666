using EdgeNoc.Collector.Channels.Http;

namespace EdgeNoc.Collector.Channels.Email;

/// <summary>How far a mail had come when its server said no.</summary>
internal enum SmtpStep
{
    Greeting,
    Hello,
    StartTls,
    Login,
    Sender,
    Recipient,
    Data,
    Text,
}

/// <summary>One answer of a mail server: a code and lines.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    private const int MaxSaid = 200;

    public bool IsGood => Code is >= 200 and < 400;

    /// <summary>What it said, cleaned.</summary>
    public string Said => HostileText.Clean($"{Code} {string.Join(' ', Lines)}", MaxSaid);

    /// <summary>The same without a text that it quotes.</summary>
    public SmtpReply Without(string secret) => this with { Lines = [.. Lines.Select(line => SecretMask.Hide(line, secret))] };

    /// <summary>Whether it offers an extension, by its answer to EHLO: the first line is its name.</summary>
    public bool Offers(string extension) => Lines.Skip(1).Any(line => line.Split(' ')[0].Equals(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it takes a way of logging in.</summary>
    public bool TakesLogin(string mechanism) =>
        Lines.Skip(1).Select(line => line.Split(' ', '=')).Any(words => words[0].Equals("AUTH", StringComparison.OrdinalIgnoreCase) && words.Contains(mechanism, StringComparer.OrdinalIgnoreCase));

    /// <summary>Reads a line: <c>250-SIZE</c> is followed by more, <c>250 SIZE</c> is the last. Null when it is none.</summary>
    public static (int Code, bool IsLast, string Text)? Line(string line)
    {
        if (line.Length < 3 || !line[..3].All(char.IsAsciiDigit) || line[0] is not (>= '2' and <= '5')) return null;
        if (line.Length > 3 && line[3] is not (' ' or '-')) return null;
        var code = ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + (line[2] - '0');
        return (code, line.Length == 3 || line[3] == ' ', line.Length > 4 ? line[4..] : "");
    }

    /// <summary>What a no means at a step: 4xx is not now; 5xx is for ever where it is about the recipient or the text, else something to be put right.</summary>
    public SendOutcome Refusal(SmtpStep step) => step switch
    {
        SmtpStep.Recipient when Code >= 500 && IsAboutUs => new SendOutcome.TryAgain($"the mail server sends no mail for us: {Said}; set user and password_file, or allow this machine to relay"),
        SmtpStep.Recipient when Code >= 500 => new SendOutcome.Never($"the mail server refuses this recipient: {Said}"),
        SmtpStep.Recipient => new SendOutcome.TryAgain($"the mail server does not take this recipient now: {Said}", Of: FaultOf.Recipient),
        SmtpStep.Text or SmtpStep.Data when Code >= 500 => new SendOutcome.Never($"the mail server refuses this text: {Said}", FaultOf.Message),
        SmtpStep.Login => new SendOutcome.TryAgain($"the mail server refuses the login: {Said}; check user and password_file"),
        SmtpStep.Sender => new SendOutcome.TryAgain($"the mail server refuses the sender: {Said}; check from and user"),
        _ => new SendOutcome.TryAgain($"the mail server says: {Said}"),
    };

    // Relaying or sending without login refused: right for nobody, whoever the recipient.
    private bool IsAboutUs => Code is 530 or 534 or 535 || Lines.Any(line => line.Contains("relay", StringComparison.OrdinalIgnoreCase));
}
