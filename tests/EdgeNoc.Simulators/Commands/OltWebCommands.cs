using System.CommandLine;
using EdgeNoc.Simulators.Http;
using EdgeNoc.Simulators.OltWeb;

namespace EdgeNoc.Simulators.Commands;

/// <summary><c>edgenoc-simulators vsol</c> and <c>hsgq</c>: an OLT's web interface until it is stopped.</summary>
internal static class OltWebCommands
{
    public static Command CreateVsol() => Create<VsolFault>("vsol", "The web pages of a VSOL or one of its clones", "127.0.0.7:8443", async (options, fault) =>
    {
        var olt = await VsolServer.StartAsync(options);
        olt.Fault = fault;
        return (olt, olt.Url);
    });

    public static Command CreateHsgq() => Create<HsgqFault>("hsgq", "The JSON API of an HSGQ", "127.0.0.8:8443", async (options, fault) =>
    {
        var olt = await HsgqServer.StartAsync(options);
        olt.Fault = fault;
        return (olt, olt.Url);
    });

    private static Command Create<T>(string name, string description, string at, Func<OltWebOptions, T, Task<(IAsyncDisposable Server, Uri Url)>> startAsync)
        where T : struct, Enum
    {
        var listen = Options.EndPoint("--listen", "address and port of its web server", at);
        var onus = Options.Count("--onus", "number of ONUs", 16);
        var user = new Option<string>("--user") { Description = "user name", DefaultValueFactory = _ => "admin" };
        var password = new Option<FileInfo>("--password-file") { Description = "file with the password", Required = true };
        var tls = new Option<bool>("--tls") { Description = "serve https with a certificate of its own; the ready line shows its SHA-256" };
        var fault = Options.Fault<T>();
        var command = new Command(name, description) { listen, onus, user, password, tls, fault };
        command.SetAction(async (arguments, ct) =>
        {
            using var certificate = arguments.GetValue(tls) ? SelfSigned.Create(name) : null;
            var options = new OltWebOptions
            {
                Listen = arguments.GetValue(listen)!,
                User = arguments.GetValue(user)!,
                Password = Options.Secret(arguments.GetValue(password)!),
                Onus = arguments.GetValue(onus),
                Certificate = certificate,
            };
            var (server, url) = await startAsync(options, arguments.GetValue(fault));
            await using var running = server;
            Console.WriteLine($"ready {name} {url.GetLeftPart(UriPartial.Authority)}{(certificate is null ? "" : $" sha256 {SelfSigned.PinOf(certificate)}")}");
            await Options.UntilCancelledAsync(Task.Delay(Timeout.InfiniteTimeSpan, ct));
            return 0;
        });
        return command;
    }
}
