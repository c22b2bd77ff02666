using EdgeNoc.Agent.Devices.MikroTik.Api;
using EdgeNoc.Agent.Devices.MikroTik.Menus;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.MikroTik;

/// <summary>MikroTik routers with RouterOS 6 and 7, by their API over one session that stays open.</summary>
internal sealed class MikroTikDriver(MikroTikOptions options, TimeProvider time, IExchangeRecorder? recorder = null) : IDriver, ILogKeeper, IPartShower
{
    private readonly RouterSession _session = new(options, time, recorder);
    private readonly RouterMemory _memory = new(time);

    public static DriverDefinition Definition { get; } = new()
    {
        Name = "mikrotik",
        Kind = "router",
        Vendor = "mikrotik",
        ReadOptions = MikroTikOptions.Read,
        Create = (device, context) => new MikroTikDriver((MikroTikOptions)device.Options, context.Time, context.Recorder),
        Parsers = RouterParsers.All,
        CustomerTexts = MikroTik.CustomerTexts.Find,
    };

    /// <inheritdoc/>
    public Task<PollResult> PollAsync(CancellationToken cancellationToken) => ReadAsync(() => new RouterPoll(_session, _memory, options).RunAsync(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<PollResult> ReadLogAsync(int lines, CancellationToken cancellationToken) => ReadAsync(
        async () =>
        {
            // The router gives all it has, the oldest first.
            var rows = await _session.RequireAsync(RouterCommand.Log, cancellationToken).ConfigureAwait(false);
            var drops = new Drops();
            return new Reading { Tables = [RouterTables.Log.Parse([.. rows.Skip(Math.Max(0, rows.Count - lines))], drops)], Dropped = drops.Count };
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<ShowResult> ShowAsync(ShownPart part, CancellationToken cancellationToken)
    {
        try
        {
            return await OverSessionAsync(() => new RouterShow(_session).RunAsync(part, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (RouterException exception)
        {
            return new ShowResult.Failed(exception.Error);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private async Task<PollResult> ReadAsync(Func<Task<Reading>> work, CancellationToken cancellationToken)
    {
        try
        {
            return new PollResult.Read(await OverSessionAsync(work, cancellationToken).ConfigureAwait(false));
        }
        catch (RouterException exception)
        {
            return new PollResult.Failed(exception.Error);
        }
    }

    /// <summary>Opens the session where it is not, and closes it after whatever went wrong. One that was lost since the last poll is opened anew at once.</summary>
    private async Task<T> OverSessionAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var wasOpen = _session.IsOpen;
        try
        {
            await _session.OpenAsync(cancellationToken).ConfigureAwait(false);
            return await work().ConfigureAwait(false);
        }
        catch (RouterException exception) when (wasOpen && exception.Error.Kind == PollErrorKind.PromptLost)
        {
            await _session.CloseAsync().ConfigureAwait(false);
        }
        catch
        {
            await _session.CloseAsync().ConfigureAwait(false);
            throw;
        }

        return await OverSessionAsync(work, cancellationToken).ConfigureAwait(false);
    }
}
