using System.Text;

namespace EdgeNoc.Agent.Devices.Ssh;

/// <summary>A login at a command line over any transport: questions of the login, the prompt's name, pagers, and where an answer ends.</summary>
internal sealed class CliSession : ICliSession
{
    /// <summary>A banner can hold a line that looks like a prompt; behind a real one nothing comes.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(150);

    /// <summary>A box that echoes does so before it answers; a long line may come back broken, and is not found then.</summary>
    private static readonly TimeSpan LateEcho = TimeSpan.FromSeconds(2);

    /// <summary>A box that asks more often does not take no for an answer.</summary>
    private const int MaxQuestions = 8;

    private readonly ICliTransport _transport;
    private readonly CliDialect _dialect;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly CliInput _input;
    private bool _echoes;

    private CliSession(ICliTransport transport, CliDialect dialect, TimeProvider time, TimeSpan timeout) =>
        (_transport, _dialect, _time, _timeout, _input) = (transport, dialect, time, timeout, new CliInput(dialect.MaxBytes));

    /// <inheritdoc/>
    public string HostName { get; private set; } = "";

    /// <inheritdoc/>
    public bool IsOpen { get; private set; }

    /// <summary>The login asked for a new password and was content with a no. One day it may not be.</summary>
    public bool AsksForNewPassword { get; private set; }

    /// <summary>Goes through the login up to the prompt. The transport belongs to the session from now on, and is closed when it fails.</summary>
    /// <exception cref="CliException">There is no session.</exception>
    public static async Task<CliSession> OpenAsync(ICliTransport transport, CliDialect dialect, TimeProvider time, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var session = new CliSession(transport, dialect, time, timeout);
        try
        {
            await session.UntilAsync(command: null, cancellationToken).ConfigureAwait(false);
            session.IsOpen = true;
            session.AsksForNewPassword = dialect.PasswordExpired?.IsMatch(session._input.Text()) == true;
            if (dialect.NoPaging is { } noPaging && await session.AskAsync(noPaging, cancellationToken).ConfigureAwait(false) is CliReply.Failed { Error: var error }) throw new CliException(error);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<CliReply> AskAsync(string command, CancellationToken cancellationToken)
    {
        if (command.Any(char.IsControl)) throw new ArgumentException("a command is one line", nameof(command));
        var wasOpen = IsOpen;
        IsOpen = false;
        if (!wasOpen) return new CliReply.Failed(CliErrors.Closed(_transport.Where, ""));
        try
        {
            _input.Clear();
            await SendAsync(command + _dialect.LineEnd, cancellationToken).ConfigureAwait(false);
            await UntilAsync(command, cancellationToken).ConfigureAwait(false);
            IsOpen = true;
            var raw = _input.Take();
            return new CliReply.Answer(CliAnswer.Clean(raw, command), raw);
        }
        catch (CliException exception)
        {
            return new CliReply.Failed(exception.Error);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        IsOpen = false;
        await _transport.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Reads until the prompt is the last thing there is, and answers what is asked on the way.</summary>
    /// <param name="command">What was asked; null: this is the login.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    private async Task UntilAsync(string? command, CancellationToken cancellationToken)
    {
        var isLogin = command is null;
        // A box that drips is given up too, if later than a silent one.
        using var all = new CancellationTokenSource(_timeout * 3, _time);
        var questions = 0;
        while (true)
        {
            var read = await ReadAsync(_timeout, all.Token, cancellationToken).ConfigureAwait(false);
            if (read is null) throw new CliException(CliErrors.Silent(_transport.Where, _timeout, isLogin, _input.LastWords()));
            if (read == 0) throw new CliException(await EndAsync(isLogin).ConfigureAwait(false));
            if (_input.IsFull) throw new CliException(CliErrors.TooMuch(_transport.Where, _dialect.MaxBytes));
            var line = _input.LastLine();
            if (_dialect.Pager.IsMatch(line))
            {
                _input.Handled();
                await SendAsync(_dialect.PagerKey, cancellationToken).ConfigureAwait(false);
            }
            else if (_dialect.Questions.FirstOrDefault(question => question.Pattern.IsMatch(line)) is { } question)
            {
                if (question.Answer is null || ++questions > MaxQuestions) throw new CliException(Asked(line));
                _input.Handled();
                await SendAsync(question.Answer + _dialect.LineEnd, cancellationToken).ConfigureAwait(false);
            }
            else if (await IsPromptAsync(line, command, all.Token, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    private async Task<bool> IsPromptAsync(string line, string? command, CancellationToken all, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_dialect.Prompt.Match(line) is not { Success: true } prompt) return false;
            var name = prompt.Groups["name"].Value;
            if (command is not null && name != HostName) return false;
            // Where a text looks like this very prompt, an answer ends too soon; its rest stands before the echo of the next question, and must not end that answer too.
            if (command is not null && _input.Has(command)) return _echoes = true;
            if (await ReadAsync(_echoes ? LateEcho : Settle, all, cancellationToken).ConfigureAwait(false) is not { } more)
            {
                HostName = name;
                return true;
            }

            if (more == 0) throw new CliException(await EndAsync(isLogin: command is null).ConfigureAwait(false));
            line = _input.LastLine();
        }
    }

    /// <summary>Bytes read; 0 at the end; null when nothing came in time.</summary>
    private async Task<int?> ReadAsync(TimeSpan patience, CancellationToken all, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(patience, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, all, cancellationToken);
        try
        {
            var read = await _transport.ReadAsync(_input.Room(), limit.Token).ConfigureAwait(false);
            _input.Added(read);
            return read;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            await _transport.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            throw new CliException(await EndAsync(isLogin: false).ConfigureAwait(false));
        }
    }

    private async Task<CliError> EndAsync(bool isLogin)
    {
        var text = _input.Text();
        if (isLogin && _dialect.SessionFull?.IsMatch(text) == true) return CliErrors.Full(_transport.Where);
        if (isLogin && _dialect.PasswordExpired?.IsMatch(text) == true) return CliErrors.Expired(_transport.Where);
        return await _transport.EndedAsync(text).ConfigureAwait(false) ?? CliErrors.Closed(_transport.Where, _input.LastWords());
    }

    private CliError Asked(string line) =>
        _dialect.PasswordExpired?.IsMatch(_input.Text()) == true || line.Contains("assword", StringComparison.Ordinal) ? CliErrors.Expired(_transport.Where) : CliErrors.Question(_transport.Where, line);
}
