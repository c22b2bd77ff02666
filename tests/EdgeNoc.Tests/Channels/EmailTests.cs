using System.Security.Cryptography.X509Certificates;
using System.Text;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Email;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Mail;
using EdgeNoc.Tests.Configuration;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Channels;

public sealed class EmailTests
{
    private const string Password = "m41l-s3cret";
    private static readonly TestCertificates Certificates = TestCertificates.Create(RigDirectory.New("mail"), "mail");
    private static readonly EmailSettings Settings = new(
        new ChannelIdentity("mail", "email"), "127.0.0.1", 0, MailSecurity.None, null, null, null, "noc@example.net", "EdgeNoc");

    [Fact]
    public void A_mail_byte_for_byte() => Assert.Equal(
        string.Join("\r\n",
            "From: EdgeNoc <noc@example.net>",
            "To: <budi@example.net>",
            "Subject: =?utf-8?B?8J+UtCAjMTcgS0RSLTAzIFBPTiAwLzM6IDI4LzMyIGRvd24=?=",
            "Date: Fri, 20 Nov 2026 05:00:00 +0000",
            "Message-ID: <00000000000000000000000000000007@example.net>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
            "8J+UtCAjMTcgS0RSLTAzIFBPTiAwLzM6IDI4LzMyIGRvd24NCi4NCkZyb20gaGVyZQ0K",
            ""),
        MailText.Of(Settings, "budi@example.net", "🔴 #17 *KDR-03* PON 0/3: 28/32 down\n.\nFrom here", new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(7)), new Guid(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7)));

    [Fact]
    public void Whatever_the_text_a_mail_has_its_lines_and_no_others() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        var mail = MailText.Of(Settings, "budi@example.net", WellFormed.Text(text ?? ""), DateTimeOffset.UnixEpoch, Guid.Empty);
        Assert.All(mail, c => Assert.True(char.IsAscii(c)));
        Assert.All(mail.Split("\r\n"), line =>
        {
            Assert.InRange(line.Length, 0, 120);
            Assert.DoesNotContain('\n', line);
            Assert.NotEqual(".", line);
        });
        Assert.Equal(9, mail[..mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n").Count(line => !line.StartsWith(' ')));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_subject_is_cut_into_words_between_characters()
    {
        var word = MailText.Word(string.Concat(Enumerable.Repeat("é🏠", 20)));
        var parts = word.Split("\r\n ");
        Assert.True(parts.Length > 2);
        Assert.All(parts, part => Assert.InRange(part.Length, 1, 75));
        Assert.Equal(string.Concat(Enumerable.Repeat("é🏠", 20)), string.Concat(parts.Select(part => Encoding.UTF8.GetString(Convert.FromBase64String(part[10..^2])))));
    }

    [Theory]
    [InlineData(MailSecurity.None, false)]
    [InlineData(MailSecurity.StartTls, true)]
    [InlineData(MailSecurity.Tls, true)]
    internal async Task A_mail_is_taken(MailSecurity security, bool encrypted)
    {
        using var certificate = Certificate();
        await using var server = new MailServer(MailBehaviour.Takes, certificate, security == MailSecurity.Tls).Start();
        Assert.Equal(new SendOutcome.Accepted(null), await SendAsync(server, Settings with { Security = security, CaFile = Certificates.CaFile }));
        var mail = Assert.Single(server.Mails);
        Assert.Equal(("MAIL FROM:<noc@example.net>", "RCPT TO:<budi@example.net>", encrypted), (mail.From, mail.To, mail.WasEncrypted));
        Assert.EndsWith(Convert.ToBase64String(Encoding.UTF8.GetBytes("hello\r\n")) + "\r\n", mail.Data, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PLAIN LOGIN")]
    [InlineData("LOGIN")]
    public async Task A_login_is_sent_in_the_way_that_the_server_takes(string mechanisms)
    {
        await using var server = new MailServer(MailBehaviour.Takes, login: ("edgenoc", Password), mechanisms: mechanisms).Start();
        Assert.IsType<SendOutcome.Accepted>(await SendAsync(server, Settings with { User = "edgenoc", Password = TestSecret.Of(Password) }));
        Assert.Equal("edgenoc", Assert.Single(server.Mails).User);
    }

    [Theory]
    [InlineData("edgenoc", "PLAIN")]
    [InlineData("noc", "PLAIN")]
    [InlineData("n", "PLAIN")]
    [InlineData("noc", "LOGIN")]
    public async Task A_wrong_password_is_to_be_put_right_and_shown_to_nobody(string user, string mechanisms)
    {
        await using var server = new MailServer(MailBehaviour.Takes, login: (user, "another"), mechanisms: mechanisms).Start();
        var again = Assert.IsType<SendOutcome.TryAgain>(await SendAsync(server, Settings with { User = user, Password = TestSecret.Of(Password) }));
        Assert.Contains("refuses the login", again.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", again.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{Password}")), again.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)), again.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_login_where_one_is_needed_no_recipient_is_to_blame()
    {
        await using var server = new MailServer(MailBehaviour.Takes, login: ("edgenoc", Password)).Start();
        Assert.Equal(FaultOf.Channel, Assert.IsType<SendOutcome.TryAgain>(await SendAsync(server, Settings)).Of);
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_neither_password_nor_mail()
    {
        await using var server = new MailServer(MailBehaviour.Takes, login: ("edgenoc", Password)).Start();
        var again = Assert.IsType<SendOutcome.TryAgain>(await SendAsync(server, Settings with { Security = MailSecurity.StartTls, User = "edgenoc", Password = TestSecret.Of(Password) }));
        Assert.Contains("offers no STARTTLS", again.Reason, StringComparison.Ordinal);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_certificate_of_somebody_else_gets_nothing()
    {
        using var certificate = Certificate();
        await using var server = new MailServer(MailBehaviour.Takes, certificate, tlsFirst: true).Start();
        var again = Assert.IsType<SendOutcome.TryAgain>(await SendAsync(server, Settings with { Security = MailSecurity.Tls }));
        Assert.Contains("TLS failed", again.Reason, StringComparison.Ordinal);
        Assert.Empty(server.Mails);
    }

    [Theory]
    [InlineData(MailBehaviour.NoSuchRecipient, "Never Recipient")]
    [InlineData(MailBehaviour.Greylists, "TryAgain Recipient")]
    [InlineData(MailBehaviour.NoRelay, "TryAgain Channel")]
    [InlineData(MailBehaviour.RefusesText, "Never Message")]
    [InlineData(MailBehaviour.ClosesAfterText, "InDoubt")]
    [InlineData(MailBehaviour.HangsAfterText, "InDoubt")]
    [InlineData(MailBehaviour.HangsAtOnce, "TryAgain Channel")]
    [InlineData(MailBehaviour.SpeaksHttp, "TryAgain Channel")]
    [InlineData(MailBehaviour.Endless, "TryAgain Channel")]
    public async Task A_server_that_does_not_take_it_says_by_when_it_stopped_what_became_of_it(MailBehaviour behaviour, string expected)
    {
        await using var server = new MailServer(behaviour).Start();
        var timeout = behaviour is MailBehaviour.HangsAfterText or MailBehaviour.HangsAtOnce ? TimeSpan.FromSeconds(2) : TimeSpan.FromSeconds(20);
        Assert.Equal(expected, await SendAsync(server, Settings, timeout) switch
        {
            SendOutcome.Never never => $"Never {never.Of}",
            SendOutcome.TryAgain again => $"TryAgain {again.Of}",
            SendOutcome.InDoubt => "InDoubt",
            var outcome => $"{outcome}",
        });
    }

    [Theory]
    [InlineData("250 ok", 250, true, "ok")]
    [InlineData("250-SIZE 1", 250, false, "SIZE 1")]
    [InlineData("250", 250, true, "")]
    [InlineData("25", null, false, "")]
    [InlineData("250x", null, false, "")]
    [InlineData("999 no", null, false, "")]
    [InlineData("٢٥٠ ok", null, false, "")]
    [InlineData("HTTP/1.1 400", null, false, "")]
    public void A_line_of_an_answer_is_read_or_is_none(string line, int? code, bool isLast, string text)
    {
        var read = SmtpReply.Line(line);
        Assert.Equal(code is null ? null : (code.Value, isLast, text), read);
    }

    private static async Task<SendOutcome> SendAsync(MailServer server, EmailSettings settings, TimeSpan? timeout = null)
    {
        var channel = new EmailChannel(settings with { Port = server.Port }, TimeProvider.System, timeout ?? TimeSpan.FromSeconds(20));
        return await channel.SendAsync(new OutgoingMessage("budi@example.net", "hello"), default);
    }

    private static X509Certificate2 Certificate()
    {
        using var pem = X509Certificate2.CreateFromPemFile(Certificates.CertificateFile, Certificates.KeyFile);
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
    }
}
