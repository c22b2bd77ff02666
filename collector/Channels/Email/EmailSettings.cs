using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Channels.Email;

/// <summary>How the way to the mail server is protected.</summary>
internal enum MailSecurity
{
    /// <summary>In clear first, then TLS, or nothing is sent.</summary>
    StartTls,

    /// <summary>TLS from the first byte, usually port 465.</summary>
    Tls,

    /// <summary>In clear: for a server on this machine or in a network of one's own.</summary>
    None,
}

/// <summary>A mail server that takes mail for others.</summary>
/// <param name="CaFile">CA certificates in PEM; null takes the system's.</param>
/// <param name="User">Null together with <paramref name="Password"/>: it asks for none.</param>
/// <param name="From">The sender's address.</param>
/// <param name="FromName">The sender's name.</param>
internal sealed record EmailSettings(
    ChannelIdentity Channel, string Host, int Port, MailSecurity Security, string? CaFile, string? User, SecretSource? Password, string From, string FromName) : IChannelSettings
{
    private const int MaxName = 60;

    public static IChannelSettings Read(ChannelIdentity channel, ConfigSection section)
    {
        var host = section.Text("host", required: true) ?? "";
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown && host.Length > 0) section.Error("host", ConfigSection.Quoted(host), "is no name of a server", "write a name or address without a port, such as mail.example.net");
        var security = section.Choice("security", "starttls", "starttls", "tls", "none") switch { "tls" => MailSecurity.Tls, "none" => MailSecurity.None, _ => MailSecurity.StartTls };
        var from = section.Text("from", required: true) ?? "";
        if (from.Length > 0 && !MailAddresses.IsAddress(from)) section.Error("from", ConfigSection.Quoted(from), MailAddresses.Problem, MailAddresses.Remedy);
        var password = section.SecretOf("password", withUser: "user");
        if (password is not null && security == MailSecurity.None && host is not ("localhost" or "127.0.0.1" or "::1"))
            section.Warn("security", "\"none\"", "sends the password in clear", "use starttls or tls where the server has it");
        return new EmailSettings(
            channel, host, section.Integer("port", security switch { MailSecurity.Tls => 465, MailSecurity.None => 25, _ => 587 }, 1, 65_535), security, section.FileAt("ca_file"),
            section.Text("user"), password, from, HostileText.Clean(section.Text("from_name") ?? "EdgeNoc", MaxName));
    }

    public RecipientCheck Check(string recipient) => MailAddresses.IsAddress(recipient)
        ? new RecipientCheck.Person(recipient)
        : new RecipientCheck.Unusable(MailAddresses.Problem, MailAddresses.Remedy);

    public IChannel Open(TimeProvider time) => new EmailChannel(this, time);
}
