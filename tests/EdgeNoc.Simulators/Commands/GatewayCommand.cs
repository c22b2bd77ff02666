using System.CommandLine;
using EdgeNoc.Simulators.Gateway;

namespace EdgeNoc.Simulators.Commands;

/// <summary><c>edgenoc-simulators gateway</c>: a WhatsApp gateway until it is stopped.</summary>
internal static class GatewayCommand
{
    public static Command Create()
    {
        var listen = Options.EndPoint("--listen", "address and port", "127.0.0.1:8095");
        var key = new Option<FileInfo>("--api-key-file") { Description = "file with the API key", Required = true };
        var command = new Command("gateway", "A WhatsApp gateway that speaks MPWA") { listen, key };
        command.SetAction(async (arguments, ct) =>
        {
            await using var gateway = await GatewayServer.StartAsync(
                new GatewayOptions { Listen = arguments.GetValue(listen)!, ApiKey = Options.Secret(arguments.GetValue(key)!) });
            Console.WriteLine($"ready gateway {gateway.Address}");
            await Options.UntilCancelledAsync(Task.Delay(Timeout.InfiniteTimeSpan, ct));
            return 0;
        });
        return command;
    }
}
