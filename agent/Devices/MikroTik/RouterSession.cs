using EdgeNoc.Agent.Devices.MikroTik.Api;
using EdgeNoc.Agent.Devices.MikroTik.Menus;

namespace EdgeNoc.Agent.Devices.MikroTik;

/// <summary>The one session that is kept open between polls, and what it found out about the router: menus that are not there, what the user may do.</summary>
internal sealed class RouterSession(MikroTikOptions options, TimeProvider time, IExchangeRecorder? recorder = null) : IAsyncDisposable
{
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);
    private ApiConnection? _connection;
    private int _strays;

    public bool IsOpen => _connection is { IsOpen: true };

    /// <summary>What should not stay so; found out at login.</summary>
    public IReadOnlyList<string> Remarks { get; private set; } = [];

    /// <exception cref="RouterException">It cannot be opened.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (IsOpen) return;
        await CloseAsync().ConfigureAwait(false);
        if (!options.Password.TryRead(out var password, out var problem)) throw RouterErrors.NoPassword(options.Password.Origin, problem);
        _connection = new ApiConnection(await ApiTransport.ConnectAsync(options.Target, time, cancellationToken).ConfigureAwait(false), options.Target, time);
        try
        {
            await ApiLogin.LogInAsync(_connection, options.Target, options.User, password.Reveal(), options.LegacyLogin, options.Timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (RouterException exception) when (exception.Error.Kind == PollErrorKind.PromptLost)
        {
            throw RouterErrors.ClosedAtLogin(options.Target);
        }

        // Another version may run by now, and the user may have got other rights.
        _missing.Clear();
        _strays = 0;
        Remarks = await RemarksAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The rows of a menu; null when this router has no such menu, does not let the user read it, or did not answer in time: none of these is an error of the box.</summary>
    public async Task<IReadOnlyList<Sentence>?> PrintAsync(RouterCommand command, Drops drops, CancellationToken cancellationToken, params string[] more)
    {
        if (_missing.Contains(command.Path)) return null;
        var reply = await CallAsync(command, null, cancellationToken, more).ConfigureAwait(false);
        return IsWhole(command, reply, drops) ? reply.Rows : null;
    }

    /// <summary>The same for long lists, row by row as they come; false when the list is not whole.</summary>
    public async Task<bool> PrintAsync(RouterCommand command, Action<Sentence> onRow, Drops drops, CancellationToken cancellationToken) =>
        !_missing.Contains(command.Path) && IsWhole(command, await CallAsync(command, onRow, cancellationToken).ConfigureAwait(false), drops);

    /// <summary>The rows of a menu that every router has.</summary>
    /// <exception cref="RouterException">It is not there.</exception>
    public async Task<IReadOnlyList<Sentence>> RequireAsync(RouterCommand command, CancellationToken cancellationToken)
    {
        var reply = await CallAsync(command, null, cancellationToken).ConfigureAwait(false);
        if (reply.TimedOut) throw RouterErrors.Timeout(options.Target, command.Path, options.Timeout);
        return reply.Traps is [var trap, ..] ? throw RouterErrors.Trapped(options.Target, command.Path, trap) : reply.Rows;
    }

    /// <summary>Answers to nobody's question since the last call of this.</summary>
    public int TakeStrays()
    {
        var (now, before) = (_connection?.Strays ?? 0, _strays);
        _strays = now;
        return now - before;
    }

    public async ValueTask CloseAsync()
    {
        if (_connection is { } connection) await connection.DisposeAsync().ConfigureAwait(false);
        _connection = null;
    }

    public ValueTask DisposeAsync() => CloseAsync();

    private bool IsWhole(RouterCommand command, ApiReply reply, Drops drops)
    {
        if (!reply.TimedOut && reply.Traps.Count == 0) return true;
        if (reply.Traps is [{ IsMissing: true } or { IsForbidden: true }, ..]) _missing.Add(command.Path);
        else drops.Add();
        return false;
    }

    private async Task<ApiReply> CallAsync(RouterCommand command, Action<Sentence>? onRow, CancellationToken cancellationToken, params string[] more)
    {
        // The router's own users are nobody's business.
        if (recorder is null || command.Path.StartsWith("/user", StringComparison.Ordinal))
            return await _connection!.CallAsync([.. command.Words, .. more], options.Timeout, cancellationToken, onRow: onRow).ConfigureAwait(false);
        var transcript = new MenuTranscript();
        Action<Sentence>? recordRow = onRow is null ? null : row =>
        {
            transcript.Add(row);
            onRow(row);
        };
        var reply = await _connection!.CallAsync([.. command.Words, .. more], options.Timeout, cancellationToken, onRow: recordRow).ConfigureAwait(false);
        if (onRow is null) foreach (var row in reply.Rows) transcript.Add(row);
        recorder.Record(transcript.Of(command.Path, reply.Traps));
        return reply;
    }

    private async Task<IReadOnlyList<string>> RemarksAsync(CancellationToken cancellationToken)
    {
        var remarks = new List<string>();
        if (!options.Target.Tls && !options.AllowPlain)
            remarks.Add($"{options.Target} is spoken without TLS, so that the password can be read on the way: use apis://, or write \"allow_plain\": true if the way is yours alone");
        var ignored = new Drops();
        var users = await PrintAsync(RouterCommand.Users, ignored, cancellationToken, $"?name={options.User}").ConfigureAwait(false);
        var group = users is null ? null : PolicyMenu.GroupOf(users, options.User);
        var groups = group is null ? null : await PrintAsync(RouterCommand.UserGroups, ignored, cancellationToken, $"?name={group}").ConfigureAwait(false);
        var excess = groups is null ? null : PolicyMenu.Excess(groups, group!);
        if (excess is null)
            remarks.Add($"whether {options.User} may do more than read cannot be seen from here: compare its group in /user print with /user group print on the router");
        else if (excess.Count > 0)
            remarks.Add($"{options.User} may do more than api,read ({string.Join(',', excess)}): /user group add name=edgenoc policy=api,read; /user set {options.User} group=edgenoc");
        return remarks;
    }
}
