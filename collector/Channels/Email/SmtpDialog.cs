using System.Text;

namespace EdgeNoc.Collector.Channels.Email;

/// <summary>The steps of one mail, in order. The first no ends it.</summary>
internal sealed class SmtpDialog(EmailSettings settings, string password)
{
    /// <summary>The whole text went out and was not answered yet.</summary>
    public bool MayHaveArrived { get; private set; }

    public async Task<SendOutcome> DeliverAsync(string to, string mail, CancellationToken ct)
    {
        await using var connection = await SmtpConnection.ConnectAsync(settings.Host, settings.Port, ct);
        if (settings.Security == MailSecurity.Tls) await connection.StartTlsAsync(settings.Host, settings.CaFile, ct);
        var greeting = await connection.ReadAsync(ct);
        if (!greeting.IsGood) return greeting.Refusal(SmtpStep.Greeting);
        var refused = await IntroduceAsync(connection, ct);
        refused ??= await StepAsync(connection, SmtpStep.Sender, $"MAIL FROM:<{settings.From}>", ct);
        refused ??= await StepAsync(connection, SmtpStep.Recipient, $"RCPT TO:<{to}>", ct);
        refused ??= await StepAsync(connection, SmtpStep.Data, "DATA", ct);
        return refused ?? await TextAsync(connection, mail, ct);
    }

    /// <summary>From EHLO to the login. Null when the server may be given mail.</summary>
    private async Task<SendOutcome?> IntroduceAsync(SmtpConnection connection, CancellationToken ct)
    {
        var hello = await connection.AskAsync($"EHLO {connection.LocalName}", ct);
        if (!hello.IsGood) return hello.Refusal(SmtpStep.Hello);
        if (settings.Security == MailSecurity.StartTls)
        {
            if (!hello.Offers("STARTTLS")) return new SendOutcome.TryAgain("the mail server offers no STARTTLS, so nothing was sent: use its TLS port with \"security\": \"tls\", or look who stands in between");
            if (await StepAsync(connection, SmtpStep.StartTls, "STARTTLS", ct) is { } refused) return refused;
            await connection.StartTlsAsync(settings.Host, settings.CaFile, ct);
            hello = await connection.AskAsync($"EHLO {connection.LocalName}", ct);
            if (!hello.IsGood) return hello.Refusal(SmtpStep.Hello);
        }

        return settings.User is { } user ? await LogInAsync(connection, hello, user, ct) : null;
    }

    private async Task<SendOutcome?> LogInAsync(SmtpConnection connection, SmtpReply hello, string user, CancellationToken ct)
    {
        if (hello.TakesLogin("PLAIN")) return await SecretStepAsync(connection, "AUTH PLAIN ", Base64($"\0{user}\0{password}"), ct);
        if (!hello.TakesLogin("LOGIN")) return new SendOutcome.TryAgain("the mail server takes neither AUTH PLAIN nor AUTH LOGIN here: leave out user and password_file, or use its submission port (587 or 465)");
        return await StepAsync(connection, SmtpStep.Login, "AUTH LOGIN", ct)
            ?? await StepAsync(connection, SmtpStep.Login, Base64(user), ct)
            ?? await SecretStepAsync(connection, "", Base64(password), ct);
    }

    /// <summary>A step of the login whose answer may quote what it was given.</summary>
    private async Task<SendOutcome?> SecretStepAsync(SmtpConnection connection, string command, string secret, CancellationToken ct)
    {
        var reply = await connection.AskAsync(command + secret, ct);
        return reply.IsGood ? null : reply.Without(secret).Without(password).Refusal(SmtpStep.Login);
    }

    private async Task<SendOutcome> TextAsync(SmtpConnection connection, string mail, CancellationToken ct)
    {
        // Nothing is taken before the line with the dot alone.
        await connection.WriteAsync(mail, ct);
        MayHaveArrived = true;
        var taken = await connection.AskAsync(".", ct);
        MayHaveArrived = false;
        if (taken.Code is < 200 or >= 300) return taken.Refusal(SmtpStep.Text);
        try
        {
            await connection.WriteAsync("QUIT\r\n", ct);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // It has the mail; how it parts is its own affair.
        }

        return new SendOutcome.Accepted(null);
    }

    private static async Task<SendOutcome?> StepAsync(SmtpConnection connection, SmtpStep step, string command, CancellationToken ct)
    {
        var reply = await connection.AskAsync(command, ct);
        return reply.IsGood ? null : reply.Refusal(step);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
