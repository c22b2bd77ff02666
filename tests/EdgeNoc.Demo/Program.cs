using System.CommandLine;
using System.Runtime.InteropServices;
using EdgeNoc.Demo;

using var stop = new CancellationTokenSource();
using var hurry = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
using var hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, End);

var duration = new Option<TimeSpan?>("--for")
{
    Description = "end by itself after so long, as 60s or 5m, count, and say what came of it",
    CustomParser = result =>
    {
        if (DemoOptions.TryParseDuration(result.Tokens[0].Value, out var parsed)) return parsed;
        result.AddError($"--for: '{result.Tokens[0].Value}' is no duration: write 60s, 5m or 1h");
        return null;
    },
};
var port = new Option<int?>("--port") { Description = "the first of six ports to use; free ones without it" };
port.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int?>() is < 1024 or > 65_000) result.AddError("--port: choose one from 1024 to 65000");
});
var root = new RootCommand("A POP and a NOC on this machine: simulated OLTs, a real agent, broker, collector and database.") { duration, port };
root.SetAction(async arguments =>
{
    try
    {
        return await DemoRun.RunAsync(new DemoOptions(arguments.GetValue(duration), arguments.GetValue(port)), stop.Token, hurry.Token);
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
        Console.WriteLine("stopped before it had begun");
        return 130;
    }
    catch (Exception e) when (e is DemoProblem or IOException or TimeoutException or InvalidOperationException)
    {
        Console.Error.WriteLine($"demo: {e.Message}");
        return 2;
    }
});
// Signals are this program's own to handle: it has processes to stop.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

void End(PosixSignalContext context)
{
    context.Cancel = true;
    if (stop.IsCancellationRequested) hurry.Cancel();
    stop.Cancel();
}
