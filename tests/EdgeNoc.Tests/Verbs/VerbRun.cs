using System.CommandLine;
using EdgeNoc.Agent.Commands;

namespace EdgeNoc.Tests.Verbs;

/// <summary>Runs a verb of the agent in this process, with its own output and error.</summary>
internal sealed record VerbRun(int ExitCode, string Output, string Error)
{
    public static VerbRun Of(params string[] arguments)
    {
        var root = new RootCommand("test") { ParseCommand.Create(), CheckCommand.Create(), ImportCommand.Create(), PollCommand.Create(), ProbeCommand.Create(), CaptureCommand.Create(), CapturesCommand.Create(), CabinetCommand.Create() };
        using StringWriter output = new(), error = new();
        var exitCode = root.Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error }).GetAwaiter().GetResult();
        return new VerbRun(exitCode, output.ToString(), error.ToString());
    }
}
