using System.Text.Json;
using EdgeNoc.Agent.NocCommands;

namespace EdgeNoc.Agent.Host;

/// <summary>What commands of the office want of the process.</summary>
internal static class AgentCommands
{
    /// <summary>Polls on demand, as the verb <c>poll</c> does.</summary>
    public static PollPart Poll(PollRequests polls) => async (id, device, part, cancellationToken) =>
    {
        if (await polls.PollAsync(device.Id, cancellationToken).ConfigureAwait(false) is not { } polled) return CommandResult.Failed($"{device.Id} is not polled", "the agent stops, or its config has changed");
        var reply = PollReply.Of(device, polled.Result, polled.Took, new SocketRequest(id, part).PartOf(device));
        return reply.Records is { } records ? CommandResult.Done with { Records = records } : CommandResult.Failed(reply.Error ?? "it gave nothing", reply.Remedy);
    };

    /// <summary>As the verb <c>status --json</c> shows it.</summary>
    public static Func<string> Status(StatusReports reports) => () => JsonSerializer.Serialize(reports.Now(), StatusJson.Default.StatusReport);
}
