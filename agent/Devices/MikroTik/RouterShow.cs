using System.Text;
using EdgeNoc.Agent.Devices.MikroTik.Api;
using EdgeNoc.Agent.Devices.MikroTik.Menus;
using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Agent.Devices.MikroTik;

/// <summary>One interface or subscriber: the menus that polls read too, each with one query word more.</summary>
/// <remarks>A word goes over the wire with its length before it, so whatever a name holds stays within that word; <c>?name=</c> compares and can do nothing else.</remarks>
internal sealed class RouterShow(RouterSession session)
{
    private const int MaxRows = 50;

    private readonly Drops _drops = new();

    public async Task<ShowResult> RunAsync(ShownPart part, CancellationToken cancellationToken)
    {
        IReadOnlyList<(RouterCommand Command, string Query)> questions = part switch
        {
            ShownPart.OfInterface { Name: var name } => [(RouterCommand.Interfaces, $"?name={name.Text}"), (RouterCommand.Addresses, $"?interface={name.Text}")],
            ShownPart.OfSubscriber { Subscriber: var subscriber } => Of(subscriber),
            _ => [],
        };
        var lines = new List<string>();
        foreach (var (command, query) in questions)
        {
            // A router without that menu has nobody in it.
            if (await session.PrintAsync(command, _drops, cancellationToken, query).ConfigureAwait(false) is not { } rows) continue;
            foreach (var row in rows.Take(MaxRows)) lines.AddRange(Lines(command, row));
        }

        return lines.Count > 0 ? new ShowResult.Shown(lines)
            : part is ShownPart.OfInterface ? ShowResult.NotAsked("the router has no interface of that name", "write it as /interface/print shows it, in the same case")
            : ShowResult.NotAsked("nobody like that is online, and no account and no lease is known", "look for the login name as /ppp/secret/print shows it, or for the MAC");
    }

    private static IReadOnlyList<(RouterCommand Command, string Query)> Of(Subscriber subscriber) => subscriber switch
    {
        Subscriber.ByName { Text: var name } => [(RouterCommand.PppActive, $"?name={name}"), (RouterCommand.PppSecrets, $"?name={name}"), (RouterCommand.HotspotActive, $"?user={name}"), (RouterCommand.DhcpLeases, $"?host-name={name}")],
        Subscriber.ByMac { Text: var mac } =>
        [
            (RouterCommand.PppActive, $"?caller-id={mac}"), (RouterCommand.HotspotActive, $"?mac-address={mac}"), (RouterCommand.HotspotHosts, $"?mac-address={mac}"), (RouterCommand.DhcpLeases, $"?mac-address={mac}"),
        ],
        Subscriber.ByAddress { Address: var address } =>
        [
            (RouterCommand.PppActive, $"?address={address}"), (RouterCommand.HotspotActive, $"?address={address}"), (RouterCommand.HotspotHosts, $"?address={address}"), (RouterCommand.DhcpLeases, $"?address={address}"),
        ],
        _ => [],
    };

    private static List<string> Lines(RouterCommand command, Sentence row)
    {
        var lines = new List<string> { command.Path };
        foreach (var field in command.Fields)
        {
            if (row.TryGet(Encoding.UTF8.GetBytes(field), out var value) && !value.IsEmpty) lines.Add($"  {field}: {ApiText.Decode(value)}");
        }

        return lines;
    }
}
