using System.CommandLine;
using System.Net;
using EdgeNoc.Simulators.OltCli;
using Microsoft.Win32.SafeHandles;

namespace EdgeNoc.Simulators.Commands;

/// <summary><c>edgenoc-simulators olt-cli</c>: an OLT's command line by telnet until it is stopped, or one login at it on standard input and output, for a real sshd.</summary>
internal static class OltCliCommand
{
    public static Command Create()
    {
        var family = new Option<string>("--family") { Description = "zte (C320), smartax (MA5800), hioso", Required = true };
        family.AcceptOnlyFromAmong([.. OltCliBox.Families]);
        var listen = Options.EndPoint("--listen", "address and port of its telnet server", "127.0.0.6:2323");
        var onus = Options.Count("--onus", "number of ONUs", 64);
        var user = new Option<string>("--user") { Description = "user name", DefaultValueFactory = _ => "admin" };
        var password = new Option<FileInfo?>("--password-file") { Description = "file with the password; needed for telnet" };
        var fault = Options.Fault<OltCliFault>();
        var session = new Option<DirectoryInfo?>("--session") { Description = "one login on standard input and output, which sshd let in, behind stty raw -echo: the file fault in this folder is read, asked.log is written" };
        var command = new Command("olt-cli", "An OLT's command line by telnet, or behind a real sshd") { family, listen, onus, user, password, fault, session };
        command.Validators.Add(result =>
        {
            if (result.GetValue(session) is null && result.GetValue(password) is null) result.AddError("--password-file is needed for telnet");
        });
        command.SetAction(async (arguments, ct) =>
        {
            var (look, answer) = OltCliBox.Of(arguments.GetValue(family)!, arguments.GetValue(onus));
            if (arguments.GetValue(session) is { } folder)
            {
                await ServeSessionAsync(new OltCliBox(look, answer) { Fault = FaultIn(folder.FullName), Asked = line => File.AppendAllText(Path.Combine(folder.FullName, "asked.log"), $"{line}\n") }, ct);
                return 0;
            }

            await using var olt = TelnetOlt.Start(
                new OltCliBox(look, answer) { User = arguments.GetValue(user)!, Password = Options.Secret(arguments.GetValue(password)!), Fault = arguments.GetValue(fault) },
                arguments.GetValue(listen));
            Console.WriteLine($"ready olt-cli {olt.Url}");
            await Options.UntilCancelledAsync(Task.Delay(Timeout.InfiniteTimeSpan, ct));
            return 0;
        });
        return command;
    }

    private static OltCliFault FaultIn(string folder) => Path.Combine(folder, "fault") is var file && File.Exists(file) && Enum.TryParse<OltCliFault>(File.ReadAllText(file), out var fault) ? fault : OltCliFault.None;

    private static async Task ServeSessionAsync(OltCliBox box, CancellationToken ct)
    {
        // Not the console's streams: on a terminal those give whole lines, and a pager's key is none.
        await using var input = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        await using var output = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        var line = new OltLine(input, output, isTelnet: false, ct);
        try
        {
            if (box.Fault == OltCliFault.Full) await line.SendAsync("  Reached the upper limit of sessions, too many users\r\n");
            else if (box.Fault == OltCliFault.Silent) await Task.Delay(Timeout.Infinite, ct);
            else await new OltCliShell(box, line, ct).ConverseAsync();
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The other side hung up.
        }
    }
}
