using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EdgeNoc.Simulators.OltCli;

/// <summary>What a telnet OLT does wrong.</summary>
public enum TelnetFault
{
    None,

    /// <summary>Negotiates in the middle of everything, and without end.</summary>
    IacEverywhere,

    /// <summary>Connects and says nothing.</summary>
    Silent,

    /// <summary>Lets nobody in.</summary>
    RefusesLogin,

    /// <summary>Says that all sessions are taken.</summary>
    Full,

    /// <summary>Sends 100 MB instead of an answer.</summary>
    Endless,

    /// <summary>Ends the session in the middle of an answer.</summary>
    HangsUp,

    /// <summary>Asks for the rest of each command.</summary>
    AsksForMore,
}

/// <summary>How a family's command line looks.</summary>
/// <param name="Prompt">As <c>ZXAN#</c>.</param>
/// <param name="UserPrompt">As <c>Username:</c>.</param>
/// <param name="Pager">As <c>--More--</c>.</param>
/// <param name="Erase">What the box sends when the pager is answered.</param>
public sealed record TelnetLook(string Prompt, string UserPrompt, string Pager, string Erase)
{
    public static TelnetLook Zte { get; } = new("ZXAN#", "Username:", "--More--", "\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\b");

    public static TelnetLook SmartAx { get; } = new("MA5800-X7#", ">>User name:", "---- More ( Press 'Q' to break ) ----", "\x1b[37D" + new string(' ', 37) + "\x1b[37D");

    public static TelnetLook Hioso { get; } = new("Epon#", "Username:", "--- Enter Key To Continue ----", "\r" + new string(' ', 30) + "\r");
}

/// <summary>An OLT's command line behind telnet: login, echo, pager, and answers that a test gives.</summary>
public sealed class TelnetOlt : IAsyncDisposable
{
    private const int PageRows = 20;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TelnetLook _look;
    private readonly Func<string, string?> _answer;
    private readonly Task _serving;
    private int _sessions;

    private TelnetOlt(TelnetLook look, Func<string, string?> answer)
    {
        (_look, _answer) = (look, answer);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public TelnetFault Fault { get; set; }

    /// <summary>Logins so far.</summary>
    public int Sessions => _sessions;

    /// <summary>Every line that came after a login.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <param name="look">The family.</param>
    /// <param name="answer">Lines with <c>\n</c>; null for a command that the box does not know.</param>
    public static TelnetOlt Start(TelnetLook look, Func<string, string?> answer) => new(look, answer);

    /// <summary>Ends all sessions, as a box does with those that are idle.</summary>
    public void DropAll()
    {
        foreach (var client in _clients.Keys) client.Close();
    }

    private readonly ConcurrentDictionary<TcpClient, bool> _clients = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        DropAll();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true) talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        _clients[client] = true;
        try
        {
            using var line = new TelnetOltLine(client.GetStream(), _stop.Token) { IsFullOfIac = Fault == TelnetFault.IacEverywhere };
            await ConverseAsync(line);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Somebody hung up.
        }
        finally
        {
            _clients.TryRemove(client, out _);
            client.Dispose();
        }
    }

    private async Task ConverseAsync(TelnetOltLine line)
    {
        await line.NegotiateAsync();
        if (Fault == TelnetFault.Silent) await Task.Delay(Timeout.Infinite, _stop.Token);
        if (Fault == TelnetFault.Full)
        {
            await line.SendAsync("\r\n  Reached the upper limit of sessions, too many users\r\n");
            return;
        }

        await line.SendAsync($"\r\nUser Access Verification\r\n\r\n{_look.UserPrompt}");
        var user = await line.ReadLineAsync(echo: true);
        await line.SendAsync("Password:");
        var password = await line.ReadLineAsync(echo: false);
        if (Fault == TelnetFault.RefusesLogin || user != "admin" || password != "pw-1")
        {
            await line.SendAsync($"\r\n% Login failed\r\n{_look.UserPrompt}");
            await line.ReadLineAsync(echo: true);
            return;
        }

        Interlocked.Increment(ref _sessions);
        await line.SendAsync($"\r\n{_look.Prompt}");
        while (true) await AnswerAsync(line, await line.ReadLineAsync(echo: true));
    }

    private async Task AnswerAsync(TelnetOltLine line, string command)
    {
        if (command.Length > 0) Commands.Enqueue(command);
        if (Fault == TelnetFault.AsksForMore && command.StartsWith("display", StringComparison.Ordinal))
        {
            await line.SendAsync("{ <cr>||<K> }:");
            await line.ReadLineAsync(echo: true);
        }

        var answer = command.Length == 0 || command == "enable" ? "" : _answer(command) ?? "                   ^\n% Unknown command, the error locates at '^'";
        if (Fault == TelnetFault.Endless)
        {
            var flood = Encoding.ASCII.GetString(Enumerable.Repeat((byte)'x', 64 * 1024).ToArray());
            for (var sent = 0; sent < 1600; sent++) await line.SendAsync(flood + "\r\n");
        }

        var rows = answer.Split('\n');
        for (var row = 0; row < rows.Length && answer.Length > 0; row++)
        {
            if (Fault == TelnetFault.HangsUp && row == rows.Length / 2) throw new IOException("hung up");
            if (row > 0 && row % PageRows == 0)
            {
                await line.SendAsync(_look.Pager);
                await line.ReadKeyAsync();
                await line.SendAsync(_look.Erase);
            }

            await line.SendAsync(rows[row] + "\r\n");
        }

        await line.SendAsync(_look.Prompt);
    }
}
