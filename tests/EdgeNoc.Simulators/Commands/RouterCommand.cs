using System.CommandLine;
using System.Security.Cryptography;
using EdgeNoc.Simulators.Http;
using EdgeNoc.Simulators.RouterOs;

namespace EdgeNoc.Simulators.Commands;

/// <summary><c>edgenoc-simulators routeros</c>: one router's API until it is stopped.</summary>
internal static class RouterCommand
{
    public static Command Create()
    {
        var listen = Options.EndPoint("--listen", "address and port of the API", "127.0.0.4:8728");
        var control = Options.EndPoint("--control", "address and port of the control pages; none without it", null);
        var version = new Option<string>("--version-of") { Description = "RouterOS version: 7.16.2, 7.18.2 (says !empty), 6.49.10, 6.40.1 (old login)", DefaultValueFactory = _ => "7.16.2" };
        version.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !Version.TryParse(result.Tokens[0].Value, out _)) result.AddError($"--version-of: '{result.Tokens[0].Value}' is no version such as 7.18.2");
        });
        var sessions = Options.Count("--sessions", "PPPoE sessions", 1000);
        var seed = Options.Count("--seed", "decides addresses and rates", 1);
        var user = new Option<string>("--user") { Description = "user name", DefaultValueFactory = _ => "edgenoc" };
        var password = new Option<FileInfo>("--password-file") { Description = "file with the password", Required = true };
        var tls = new Option<bool>("--tls") { Description = "serve api-ssl with a certificate of its own; the ready line shows its SHA-256" };
        var misbehave = new Option<string>("--misbehave") { Description = "no-reply, slow-bytes, reserved-byte, … (see README)", DefaultValueFactory = _ => "none" };
        misbehave.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !RouterControl.TryParse(result.Tokens[0].Value, out _)) result.AddError($"--misbehave: '{result.Tokens[0].Value}' is none of {string.Join(' ', Enum.GetNames<RouterFault>())}");
        });
        var command = new Command("routeros", "A MikroTik router's API") { listen, control, version, sessions, seed, user, password, tls, misbehave };
        command.SetAction(async (arguments, ct) =>
        {
            using var certificate = arguments.GetValue(tls) ? SelfSigned.Create("router") : null;
            await using var router = RouterServer.Start(new RouterServerOptions
            {
                Listen = arguments.GetValue(listen)!,
                User = arguments.GetValue(user)!,
                Password = Options.Secret(arguments.GetValue(password)!),
                Plan = new RouterPlan(arguments.GetValue(version)!, arguments.GetValue(sessions), arguments.GetValue(seed)),
                Certificate = certificate,
            });
            router.Fault = RouterControl.TryParse(arguments.GetValue(misbehave), out var fault) ? fault : RouterFault.None;
            await using var pages = arguments.GetValue(control) is { } at ? await RouterControl.StartAsync(router, at) : null;
            Console.WriteLine($"ready routeros {router.Url}{(certificate is null ? "" : $" sha256 {certificate.GetCertHashString(HashAlgorithmName.SHA256)}")}{(pages is null ? "" : $" control {pages.Address}")}");
            await Options.UntilCancelledAsync(Task.Delay(Timeout.InfiniteTimeSpan, ct));
            return 0;
        });
        return command;
    }
}
