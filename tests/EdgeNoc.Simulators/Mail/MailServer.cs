using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EdgeNoc.Simulators.Mail;

/// <summary>What a mail server does with a mail.</summary>
public enum MailBehaviour
{
    Takes,

    /// <summary>550 for the recipient.</summary>
    NoSuchRecipient,

    /// <summary>451 for the recipient.</summary>
    Greylists,

    /// <summary>554 for the recipient: it relays for nobody.</summary>
    NoRelay,

    /// <summary>554 for the text.</summary>
    RefusesText,

    /// <summary>Takes the mail and closes without a word.</summary>
    ClosesAfterText,

    /// <summary>Takes the mail and says nothing.</summary>
    HangsAfterText,

    /// <summary>Never greets.</summary>
    HangsAtOnce,

    /// <summary>Greets as a web server would.</summary>
    SpeaksHttp,

    /// <summary>A greeting without end.</summary>
    Endless,
}

/// <summary>A mail that was taken.</summary>
public sealed record TakenMail(string From, string To, string Data, bool WasEncrypted, string? User);

/// <summary>A mail server for one mail at a time.</summary>
/// <param name="behaviour">What it does.</param>
/// <param name="certificate">For TLS and STARTTLS; null: it has neither.</param>
/// <param name="tlsFirst">TLS from the first byte.</param>
/// <param name="login">User and password; null: it asks for none.</param>
/// <param name="mechanisms">What it offers for the login.</param>
public sealed class MailServer(
    MailBehaviour behaviour, X509Certificate2? certificate = null, bool tlsFirst = false, (string User, string Password)? login = null, string mechanisms = "PLAIN LOGIN") : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<TakenMail> _mails = [];
    private Task _serving = Task.CompletedTask;
    private string _said = "";

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What was taken, oldest first.</summary>
    public IReadOnlyList<TakenMail> Mails
    {
        get
        {
            lock (_mails) return [.. _mails];
        }
    }

    public MailServer Start()
    {
        _listener.Start();
        _serving = ServeAsync();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await using Stream raw = client.GetStream();
                await TalkAsync(raw);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
            {
            }
        }
    }

    private async Task TalkAsync(Stream raw)
    {
        if (behaviour == MailBehaviour.HangsAtOnce) await Task.Delay(Timeout.Infinite, _end.Token);
        var lines = new LineStream(tlsFirst ? await SecureAsync(raw) : raw, _end.Token);
        var (encrypted, user, from, to) = (tlsFirst, (string?)null, "", "");
        if (behaviour == MailBehaviour.SpeaksHttp) await lines.WriteAsync("HTTP/1.1 400 Bad Request\r\n");
        if (behaviour == MailBehaviour.Endless) await lines.WriteAsync("220-" + new string('x', 1 << 20));
        await lines.WriteAsync("220 mail.example.net ESMTP\r\n");
        while (await lines.ReadAsync() is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await lines.WriteAsync($"250-mail.example.net\r\n250-SIZE 1000000\r\n{(certificate is null || encrypted ? "" : "250-STARTTLS\r\n")}{(login is null ? "" : $"250-AUTH {mechanisms}\r\n")}250 HELP\r\n");
                    break;
                case "STARTTLS":
                    await lines.WriteAsync("220 go\r\n");
                    (lines, encrypted) = (new LineStream(await SecureAsync(raw), _end.Token), true);
                    break;
                case "AUTH":
                    user = await LogInAsync(lines, line);
                    await lines.WriteAsync(user is null ? $"535 5.7.8 Authentication failed: {line} {_said}\r\n" : "235 welcome\r\n");
                    break;
                case "MAIL" when login is not null && user is null:
                    await lines.WriteAsync("530 5.7.0 Authentication required\r\n");
                    break;
                case "MAIL":
                    from = line;
                    await lines.WriteAsync("250 ok\r\n");
                    break;
                case "RCPT":
                    to = line;
                    await lines.WriteAsync(behaviour switch
                    {
                        MailBehaviour.NoSuchRecipient => "550 5.1.1 no such user here\r\n",
                        MailBehaviour.Greylists => "451 4.7.1 try again later\r\n",
                        MailBehaviour.NoRelay => "554 5.7.1 Relay access denied\r\n",
                        _ => "250 ok\r\n",
                    });
                    break;
                case "DATA":
                    await lines.WriteAsync("354 go ahead\r\n");
                    var data = await lines.ReadTextAsync();
                    if (behaviour == MailBehaviour.RefusesText)
                    {
                        await lines.WriteAsync("554 5.7.1 looks like spam\r\n");
                        break;
                    }

                    lock (_mails) _mails.Add(new TakenMail(from, to, data, encrypted, user));
                    if (behaviour == MailBehaviour.ClosesAfterText) return;
                    if (behaviour == MailBehaviour.HangsAfterText) await Task.Delay(Timeout.Infinite, _end.Token);
                    await lines.WriteAsync("250 2.0.0 queued as 4bX1\r\n");
                    break;
                case "QUIT":
                    await lines.WriteAsync("221 bye\r\n");
                    return;
                default:
                    await lines.WriteAsync("502 what?\r\n");
                    break;
            }
        }
    }

    private async Task<Stream> SecureAsync(Stream raw)
    {
        var tls = new SslStream(raw, leaveInnerStreamOpen: true);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate! }, _end.Token);
        return tls;
    }

    /// <summary>The user when name and password are right.</summary>
    private async Task<string?> LogInAsync(LineStream lines, string line)
    {
        var words = line.Split(' ');
        string user, password;
        if (words[1] == "PLAIN")
        {
            var parts = Decode(words[2]).Split('\0');
            (user, password) = (parts[1], parts[2]);
        }
        else
        {
            await lines.WriteAsync("334 VXNlcm5hbWU6\r\n");
            user = Decode(await lines.ReadAsync() ?? "");
            await lines.WriteAsync("334 UGFzc3dvcmQ6\r\n");
            _said = await lines.ReadAsync() ?? "";
            password = Decode(_said);
        }

        return login == (user, password) ? user : null;
    }

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}
