using System.CommandLine;
using EdgeNoc.Simulators.Commands;

var root = new RootCommand("Simulated boxes and services, on loopback, for tests and the demo.") { OltCommand.Create(), RouterCommand.Create(), GatewayCommand.Create() };
try
{
    // Ours to say what went wrong: a missing file or a taken port is no crash.
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (IOException e)
{
    Console.Error.WriteLine($"edgenoc-simulators: {e.Message}");
    return 2;
}
