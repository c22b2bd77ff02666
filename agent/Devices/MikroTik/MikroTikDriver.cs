using EdgeNoc.Agent.Devices.MikroTik.Api;
using EdgeNoc.Agent.Devices.MikroTik.Menus;

namespace EdgeNoc.Agent.Devices.MikroTik;

/// <summary>MikroTik routers with RouterOS 6 and 7, by their API over one session that stays open.</summary>
internal sealed class MikroTikDriver(MikroTikOptions options, TimeProvider time, IExchangeRecorder? recorder = null) : IDriver
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
    public async Task<PollResult> PollAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new PollResult.Read(await OverSessionAsync(() => new RouterPoll(_session, _memory, options).RunAsync(cancellationToken), cancellationToken).ConfigureAwait(false));
        }
        catch (RouterException exception)
        {
            return new PollResult.Failed(exception.Error);
        }
    }

    /// <summary>The last lines of the router's log, for a person who asks; not while a poll is under way.</summary>
    /// <exception cref="RouterException">There are none to be had.</exception>
    public async Task<IReadOnlyList<RouterLogLine>> ReadLogAsync(int lines, CancellationToken cancellationToken) =>
        LogMenu.Last(await OverSessionAsync(() => _session.RequireAsync(RouterCommand.Log, cancellationToken), cancellationToken).ConfigureAwait(false), lines);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _session.DisposeAsync();

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
