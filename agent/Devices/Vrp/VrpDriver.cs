using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Devices.Ssh;

namespace EdgeNoc.Agent.Devices.Vrp;

/// <summary>Huawei's VRP boxes by their command line over SSH, through one session that stays open.</summary>
internal sealed class VrpDriver(VrpOptions options, string device, DriverContext context, bool isBng) : IDriver, ILogKeeper, IPartShower
{
    private readonly VrpSession _session = new(options, device, context);
    private readonly VrpMemory _memory = new(context.Time, VrpPeaks.Load(context.StateDir, device));

    /// <summary>NE8000 and NE40E with subscribers.</summary>
    public static DriverDefinition Definition { get; } = Define("ne8000", "bng", isBng: true);

    /// <summary>A driver of the family.</summary>
    /// <param name="name">The word in the config.</param>
    /// <param name="kind">The device's kind.</param>
    /// <param name="isBng">Whether subscribers, their pools and domains are asked for.</param>
    public static DriverDefinition Define(string name, string kind, bool isBng) => new()
    {
        Name = name,
        Kind = kind,
        Vendor = "huawei",
        DefaultInterval = TimeSpan.FromSeconds(60),
        ReadOptions = VrpOptions.Read,
        Create = (device, context) => new VrpDriver((VrpOptions)device.Options, device.Id, context, isBng),
        Parsers = VrpParsers.All,
        CustomerTexts = VrpCustomerTexts.Find,
    };

    /// <inheritdoc/>
    public Task<PollResult> PollAsync(CancellationToken cancellationToken) => ReadAsync(() => new VrpPoll(_session, _memory, options, isBng).RunAsync(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<PollResult> ReadLogAsync(int lines, CancellationToken cancellationToken) => ReadAsync(
        async () =>
        {
            // The newest stands first.
            var fails = VrpParsers.ByCommand[VrpCommand.OnlineFailsBrief](await _session.AskAsync(VrpCommand.OnlineFailsBrief, cancellationToken).ConfigureAwait(false));
            return fails with { Tables = [.. fails.Tables.Select(table => table with { Rows = [.. table.Rows.Take(lines).Reverse()] })] };
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<ShowResult> ShowAsync(ShownPart part, CancellationToken cancellationToken)
    {
        if (part is ShownPart.OfSubscriber && !isBng) return ShowResult.NotAsked($"{device} has no subscribers: its driver is for routers and switches", "ask the box that terminates them, or use the driver ne8000 if that is this one");
        if (VrpShow.CommandOf(part) is not { } command) return ShowResult.NotAsked("that is no name of an interface and no subscriber on such a box", "write interfaces as display interface brief does: GigabitEthernet0/1/0, Eth-Trunk1.100");
        try
        {
            return VrpShow.Of(command, await OverSessionAsync(() => _session.AskAsync(command, cancellationToken), cancellationToken).ConfigureAwait(false));
        }
        catch (CliException exception)
        {
            return new ShowResult.Failed(exception.Error.ToPollError());
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
        catch (CliException exception)
        {
            return new PollResult.Failed(exception.Error.ToPollError());
        }
    }

    /// <summary>A session that was lost since the last poll is opened anew at once; after whatever else went wrong it is closed.</summary>
    private async Task<T> OverSessionAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var wasOpen = _session.IsOpen;
        try
        {
            await _session.OpenAsync(cancellationToken).ConfigureAwait(false);
            // Another version may run by now, and the user may have got other rights.
            if (!wasOpen) _memory.Missing.Clear();
            return await work().ConfigureAwait(false);
        }
        catch (CliException exception) when (wasOpen && exception.Error.Kind == CliErrorKind.PromptLost)
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
