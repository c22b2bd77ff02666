using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Ssh;

namespace EdgeNoc.Agent.Devices.Telnet;

/// <summary>
/// The dialogue before the prompt: user and password, each given once. It is apart from the session, so that the word "Password:" in an answer is never
/// answered with one.
/// </summary>
internal static partial class TelnetLogin
{
    /// <summary>Banners are short; a server that sends more is none of these boxes.</summary>
    private const int MaxBytes = 64 * 1024;

    /// <summary>Connects and logs in; what the box says after the password is left to the session.</summary>
    /// <exception cref="CliException">There is no login.</exception>
    public static async Task<TelnetTransport> OpenAsync(TelnetTarget target, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        if (target.Password is not { } source || !source.TryRead(out var password, out _))
            throw new CliException(new(CliErrorKind.AuthFailed, "the password cannot be read", "put the password into its file, readable by the agent"));
        // A line break within one of them would be a line of its own to the box.
        if (target.User.Any(char.IsControl) || password.Reveal().Any(char.IsControl))
            throw new CliException(new(CliErrorKind.AuthFailed, "user or password hold a control character: nothing was sent", "write each of them as one line"));
        var transport = await TelnetTransport.ConnectAsync(target, timeout, time, cancellationToken).ConfigureAwait(false);
        try
        {
            using var patience = new CancellationTokenSource(timeout, time);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            var said = new List<byte>();
            try
            {
                await ConverseAsync(transport, target.User, password.Reveal(), said, limit.Token).ConfigureAwait(false);
                return transport;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new CliException(new(CliErrorKind.PromptLost, string.Create(CultureInfo.InvariantCulture, $"{target} asks for no user, or shows no prompt after the login, within {timeout.TotalSeconds:0.###} s{LastOf(said)}"), "log in by hand with the same user and see what stands there"));
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                throw new CliException(new(CliErrorKind.PromptLost, $"{target} closed the connection during the login", "log in by hand with the same user; the box may allow only some addresses, or block this one after failed logins"));
            }
        }
        catch
        {
            await transport.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task ConverseAsync(TelnetTransport transport, string user, string password, List<byte> said, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var (sentUser, sentPassword) = (false, false);
        while (true)
        {
            var read = await transport.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            said.AddRange(buffer.AsSpan(0, read));
            var lines = CliScreen.Lines(said.ToArray());
            var (last, all) = (lines[^1], string.Join('\n', lines));
            if (OltDialect.Full().IsMatch(all)) throw new CliException(new(CliErrorKind.SessionFull, $"all management sessions of {transport.Where} are taken", "log out where nobody works; the agent needs one"));
            if (sentPassword && RefusedPattern().IsMatch(all)) throw Refused(transport);
            if (read == 0) throw new CliException(new(sentPassword ? CliErrorKind.AuthFailed : CliErrorKind.PromptLost, $"{transport.Where} closed the connection during the login", "log in by hand with the same user; the box may allow only some addresses, or block this one after failed logins"));
            if (said.Count > MaxBytes) throw new CliException(new(CliErrorKind.TooMuch, $"{transport.Where} sent more than {MaxBytes >> 10} kB instead of a login", "check that the url points at the OLT's telnet port"));
            // ">>User password:" asks for the password, not for the user.
            if (PasswordPattern().IsMatch(last))
            {
                if (sentPassword) throw Refused(transport);
                sentPassword = true;
                await SendAsync(transport, password, said, cancellationToken).ConfigureAwait(false);
            }
            else if (UserPattern().IsMatch(last))
            {
                if (sentUser) throw Refused(transport);
                sentUser = true;
                await SendAsync(transport, user, said, cancellationToken).ConfigureAwait(false);
            }
            else if (sentPassword && PromptPattern().IsMatch(last))
            {
                // The session finds the prompt by itself.
                transport.PutBack(said.ToArray());
                return;
            }
            else if (sentPassword && ContinuePattern().IsMatch(last))
            {
                await SendAsync(transport, "", said, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task SendAsync(TelnetTransport transport, string text, List<byte> said, CancellationToken cancellationToken)
    {
        said.Clear();
        await transport.WriteAsync(Encoding.UTF8.GetBytes(text + "\r\n"), cancellationToken).ConfigureAwait(false);
    }

    private static string LastOf(List<byte> said) => CliScreen.Lines(said.ToArray()).LastOrDefault(line => line.Length > 0) is { } line ? $" (the last it said: \"{(line.Length <= 80 ? line : line[..80] + "…")}\")" : "";

    private static CliException Refused(TelnetTransport transport) =>
        new(new(CliErrorKind.AuthFailed, $"{transport.Where} refused user and password", "check user and password file by logging in by hand"));

    // Username:, Login:, User name (<30 chars):, >>User name:
    [GeneratedRegex(@"^\s*(?:>>)?\s*(?:[\w.-]{0,40}\s)?(?:user\s?name|login|user)\b[^:]{0,24}:\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex UserPattern();

    [GeneratedRegex(@"^\s*(?:>>)?\s*(?:user )?password\b[^:]{0,24}:\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PasswordPattern();

    [GeneratedRegex(@"^\s*[\w.\-]{1,64}(?:\([^()\s]{1,40}\))?[>#]\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex PromptPattern();

    [GeneratedRegex(@"press (?:any key|enter|return)|--\s*more", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ContinuePattern();

    [GeneratedRegex(@"(?:login|authentication|password|user\s?name)[\w\s]{0,30}(?:fail|incorrect|invalid|denied|error|wrong)|(?:bad|invalid|wrong|incorrect) (?:user|password|login)|access denied|No such user|locked", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex RefusedPattern();
}
