using System.CommandLine;
using EdgeNoc.Simulators.Vrp;
using Microsoft.Win32.SafeHandles;

namespace EdgeNoc.Simulators.Commands;

/// <summary><c>edgenoc-simulators vrp</c>: one login at a VRP box, on standard input and output; sshd starts it as its <c>ForceCommand</c>, behind <c>stty raw -echo</c>.</summary>
internal static class VrpCommand
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--folder") { Description = "where the file traps is read and asked.log is written", Required = true };
        var name = new Option<string>("--name") { Description = "the name in the prompt", DefaultValueFactory = _ => "NE8000-M8" };
        var interfaces = Options.Count("--interfaces", "ports", 48);
        var command = new Command("vrp", "One login at a VRP box's command line, for a real sshd") { folder, name, interfaces };
        command.SetAction(arguments =>
        {
            // Not the console's streams: on a terminal those give whole lines, and a pager's key is none.
            using var input = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
            using var output = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            // As sshd tells it: nothing but a shell was asked for, and it has a terminal.
            var isShell = Environment.GetEnvironmentVariable("SSH_ORIGINAL_COMMAND") is null or "" && Environment.GetEnvironmentVariable("SSH_TTY") is { Length: > 0 };
            new VrpShell(arguments.GetValue(name)!, arguments.GetValue(interfaces), isShell, arguments.GetValue(folder)!.FullName, input, output).Run();
            return 0;
        });
        return command;
    }
}
