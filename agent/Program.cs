using System.CommandLine;
using EdgeNoc.Agent.Commands;

var root = new RootCommand("EdgeNoc's agent: polls the devices of a POP and tells the office, losing nothing on the way")
{
    RunCommand.Create(),
    StatusCommand.Create(),
    CheckCommand.Create(),
    ParseCommand.Create(),
    ImportCommand.Create(),
    PollCommand.Create(),
    ProbeCommand.Create(),
    CaptureCommand.Create(),
    CapturesCommand.Create(),
    CabinetCommand.Create(),
    EnrollCommand.Create(),
    SecretCommand.Create(),
    UpdaterCommand.Create(),
    ConfigCommand.Create(),
};

// The verbs handle signals themselves: the default would end a graceful stop after two seconds.
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
    await Console.Error.WriteLineAsync("edgenoc-agent --help lists the verbs");
    return 2;
}

return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
