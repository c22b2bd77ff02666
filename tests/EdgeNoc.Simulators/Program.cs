using System.CommandLine;
using EdgeNoc.Simulators.Commands;

var root = new RootCommand("Simulated boxes and services, on loopback, for tests and the demo.") { OltCommand.Create(), RouterCommand.Create(), GatewayCommand.Create(), PopCommand.Create(), VrpCommand.Create(), OltCliCommand.Create(), OltWebCommands.CreateVsol(), OltWebCommands.CreateHsgq() };
try
{
    // Ours to say what went wrong: a missing file or a taken port is no crash.
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is IOException or TimeoutException or InvalidOperationException or System.Net.Sockets.SocketException or System.ComponentModel.Win32Exception)
{
    Console.Error.WriteLine($"edgenoc-simulators: {e.Message}");
    return 2;
}
