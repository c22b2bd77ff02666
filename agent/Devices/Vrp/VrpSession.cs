using EdgeNoc.Agent.Devices.Ssh;

namespace EdgeNoc.Agent.Devices.Vrp;

/// <summary>The one session that is kept open between polls: a box has few of them. Only a <see cref="VrpCommand"/> can be sent through it.</summary>
internal sealed class VrpSession(VrpOptions options, string device, DriverContext context) : IAsyncDisposable
{
    /// <summary>Boxes end sessions that live for long, some without a word; and one that is begun anew sees a changed user's rights.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private CliSession? _session;
    private long _openedAt;

    public bool IsOpen => _session is { IsOpen: true };

    public string HostName => _session?.HostName ?? "";

    /// <inheritdoc cref="CliSession.AsksForNewPassword"/>
    public bool AsksForNewPassword => _session?.AsksForNewPassword == true;

    /// <summary>Opens it where it is not, and anew when it is old.</summary>
    /// <exception cref="CliException">It cannot be opened.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (IsOpen && context.Time.GetElapsedTime(_openedAt) < Lifetime) return;
        await CloseAsync().ConfigureAwait(false);
        var transport = SshTransport.Start(options.Target, device, context.StateDir, options.Timeout);
        _session = await CliSession.OpenAsync(transport, VrpDialect.Dialect, context.Time, options.Timeout, cancellationToken).ConfigureAwait(false);
        _openedAt = context.Time.GetTimestamp();
    }

    /// <exception cref="CliException">The session is over.</exception>
    public async Task<VrpAnswer> AskAsync(VrpCommand command, CancellationToken cancellationToken)
    {
        switch (await _session!.AskAsync(command.Text, cancellationToken).ConfigureAwait(false))
        {
            case CliReply.Answer answer:
                context.Recorder?.Record(new Exchange(command.Text, answer.Raw));
                return VrpText.Of(answer.Text, _session.HostName);
            case CliReply.Failed failed:
                throw new CliException(failed.Error);
            case var other:
                throw new InvalidOperationException($"{other} is no reply");
        }
    }

    /// <summary>Says goodbye where it can, so that the box frees the session at once.</summary>
    public async ValueTask CloseAsync()
    {
        if (_session is not { } session) return;
        _session = null;
        await using (session.ConfigureAwait(false))
        {
            if (!session.IsOpen) return;
            using var patience = new CancellationTokenSource(Farewell, context.Time);
            try
            {
                // It ends the session, which is an answer too.
                await session.AskAsync(VrpCommand.Quit.Text, patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // It will see that the connection is gone.
            }
        }
    }

    public ValueTask DisposeAsync() => CloseAsync();
}
