using System.Globalization;
using System.Runtime.CompilerServices;
using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Clock;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Agent.Commands;

/// <summary>Everything the agent depends on, tried once: for the verb <c>check</c>, and inside a running agent.</summary>
internal static class CheckParts
{
    /// <summary>Begins all of it.</summary>
    /// <param name="named">The config.</param>
    /// <param name="context">For the drivers.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static IReadOnlyList<CheckPart> Begin(CheckedConfig named, DriverContext context, CancellationToken cancellationToken)
    {
        var (path, config, warnings, waiting) = named;
        var broker = CheckBroker.RunAsync(config, TimeProvider.System, cancellationToken);
        return
        [
            Known("config", [Summary(path, config), .. warnings.Select(warning => new CheckItem("config", CheckMark.Warning, Detail(warning), warning.Remedy))]),
            new("clock", ClockAsync(broker)),
            Known("disk", [CheckMachine.Disk(config.StateDir)]),
            .. waiting.Select(device => Known(device, [new(device, CheckMark.Failed, "not polled: its password is not known", NamedConfig.Remedy(config.Site, device))])),
            .. config.Devices.Select(device => new CheckPart(device.Id, CheckDevices.RunAsync(device, context, cancellationToken))),
            new("broker", ItemsAsync(broker)),
        ];
    }

    /// <summary>The same inside the running agent, for whoever stands before the cabinet.</summary>
    public static FullCheck Inside(CheckedConfig named) => cancellationToken => LinesAsync(named, cancellationToken);

    public static string Detail(ConfigError problem) => (problem with { Remedy = "" }).ToString();

    private static async IAsyncEnumerable<CheckLine> LinesAsync(CheckedConfig named, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Of its own: the running agent's has a queue of polls before it.
        var pinger = new Pinger(Random.Shared);
        await using (pinger.ConfigureAwait(false))
        {
            var parts = Begin(named, new DriverContext(TimeProvider.System, pinger) { StateDir = named.Config.StateDir }, cancellationToken).Select(part => part.Items);
            await foreach (var items in Task.WhenEach(parts).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                foreach (var item in await items.ConfigureAwait(false)) yield return new CheckLine(item.Check, Of(item.State), item.Detail, item.Remedy);
            }
        }
    }

    private static CheckState Of(CheckMark mark) => mark switch
    {
        CheckMark.Ok => CheckState.Ok,
        CheckMark.Warning => CheckState.Warning,
        _ => CheckState.Failed,
    };

    private static async Task<IReadOnlyList<CheckItem>> ItemsAsync(Task<BrokerCheck> broker) => (await broker.ConfigureAwait(false)).Items;

    /// <summary>Only a container's clock, which nothing inside it can discipline, waits for the office's.</summary>
    private static async Task<IReadOnlyList<CheckItem>> ClockAsync(Task<BrokerCheck> broker)
    {
        var state = KernelClock.State();
        var office = state != ClockState.Synced && CheckMachine.IsContainer() ? (await broker.ConfigureAwait(false)).ClockOffset : null;
        return [CheckMachine.Clock(state, office)];
    }

    private static CheckPart Known(string name, IReadOnlyList<CheckItem> items) => new(name, Task.FromResult(items));

    private static CheckItem Summary(string path, AgentConfig config) =>
        new("config", CheckMark.Ok, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}: site {config.Site}, {config.Devices.Count} entries in devices"));
}
