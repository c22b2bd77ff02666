using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Config;

namespace EdgeNoc.Collector.Commands;

/// <summary><c>edgenoc-collector test send</c>: one message by one channel, past outbox and rules, and what became of it.</summary>
internal static class TestSendCommand
{
    public static Command Create(Option<string> config)
    {
        var channel = new Option<string>("--channel") { Required = true, HelpName = "ID", Description = "One of channels in the config" };
        var to = new Option<string>("--to") { Required = true, HelpName = "RECIPIENT", Description = "As the channel writes recipients: a number, a group, a chat, an address" };
        var text = new Option<string>("--text") { HelpName = "TEXT", Description = "Instead of the usual words" };
        var send = new Command("send", "Send one message and say what the provider made of it") { config, channel, to, text };
        send.SetAction((arguments, ct) => RunAsync(
            arguments.GetRequiredValue(config), arguments.GetRequiredValue(channel), arguments.GetRequiredValue(to), arguments.GetValue(text), ct));
        return new Command("test", "Try out a part") { send };
    }

    private static async Task<int> RunAsync(string path, string id, string to, string? text, CancellationToken ct)
    {
        var load = CollectorConfigFile.Load(path);
        ConfigReport.Show(path, load);
        if (load.Config is not { } config) return ExitCode.Unusable;
        var settings = config.Channels.FirstOrDefault(channel => channel.Channel.Id == id);
        if (settings is null)
        {
            var known = config.Channels.Count == 0 ? "channels in the config is empty" : $"the config has {string.Join(", ", config.Channels.Select(channel => channel.Channel.Id))}";
            await Console.Error.WriteLineAsync($"edgenoc-collector: there is no channel {Terminal.Plain(id)}: {known}");
            return ExitCode.Unusable;
        }

        var channel = settings.Open(TimeProvider.System);
        try
        {
            if (channel is ISessionProbe probe) Console.WriteLine(ChannelLine.Of(channel, await probe.ProbeAsync(ct)));
            var time = Stopwatch.StartNew();
            var now = DateTimeOffset.UtcNow.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            var message = new OutgoingMessage(to, text ?? $"✅ EdgeNoc {config.Instance}: a test of {id}, {now} UTC") { Reference = "test" };
            return Show(channel, to, await channel.SendAsync(message, ct), time.Elapsed);
        }
        finally
        {
            (channel as IDisposable)?.Dispose();
        }
    }

    private static int Show(IChannel channel, string to, SendOutcome outcome, TimeSpan took)
    {
        var (recipient, seconds) = (Terminal.Plain(to), took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture));
        Console.WriteLine(outcome switch
        {
            SendOutcome.Accepted { IsDelivered: true } => $"✔ delivered to {recipient} in {seconds} s",
            SendOutcome.Accepted accepted =>
                $"✔ accepted in {seconds} s{(accepted.ProviderId is { } id ? $" as {Terminal.Plain(id)}" : "")}; that is no delivery: see whether {recipient} has it"
                + (channel.Can.Receipts ? ", its receipt goes to the collector that runs" : ", this channel gives no receipts"),
            SendOutcome.TryAgain again => $"✘ not now: {Terminal.Plain(again.Reason)}",
            SendOutcome.Never never => $"✘ never: {Terminal.Plain(never.Reason)}",
            SendOutcome.InDoubt doubt => $"‼ it may have been sent or not: {Terminal.Plain(doubt.Reason)}; see whether {recipient} has it",
            _ => "",
        });
        return outcome is SendOutcome.Accepted ? ExitCode.Fine : ExitCode.NotWell;
    }
}
