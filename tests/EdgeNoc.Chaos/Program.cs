using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using EdgeNoc.Chaos;
using EdgeNoc.Chaos.Plan;
using EdgeNoc.Demo;
using EdgeNoc.Demo.Setup;
using EdgeNoc.Rig;

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

var duration = new Option<TimeSpan>("--for")
{
    Description = "how long faults come, as 60s, 10m or 1h",
    DefaultValueFactory = _ => TimeSpan.FromMinutes(10),
    CustomParser = result =>
    {
        if (DemoOptions.TryParseDuration(result.Tokens[0].Value, out var parsed)) return parsed;
        result.AddError($"--for: '{result.Tokens[0].Value}' is no duration: write 60s, 10m or 1h");
        return default;
    },
};
var seed = new Option<int?>("--seed") { Description = "the plan of faults; the same seed and duration give the same plan" };
var only = new Option<FaultKind[]>("--only") { Description = "only these kinds of fault", AllowMultipleArgumentsPerToken = true };
var plan = new Option<bool>("--plan") { Description = "print the plan and end" };
var root = new RootCommand("Breaks everything, mends it and counts: real agent, broker, collector and database; what was polled is stored or stated as lost.") { duration, seed, only, plan };
root.SetAction(async arguments =>
{
    var chosen = arguments.GetValue(seed) ?? Random.Shared.Next(1, 1_000_000);
    var kinds = arguments.GetValue(only) is { Length: > 0 } some ? some : null;
    if (arguments.GetValue(plan))
    {
        foreach (var fault in FaultPlan.Of(chosen, arguments.GetValue(duration), kinds)) Console.WriteLine(fault);
        return 0;
    }

    try
    {
        Prerequisites.Check();
        var folder = Path.Combine(RigDirectory.RepositoryRoot, "var", "chaos");
        var report = await ChaosRun.RunAsync(
            new ChaosOptions(chosen, arguments.GetValue(duration)) { Kinds = kinds, Folder = Path.Combine(folder, chosen.ToString(CultureInfo.InvariantCulture)) }, Console.WriteLine, stop.Token);
        await File.WriteAllTextAsync(Path.Combine(folder, "report.json"), report.ToJson());
        Console.WriteLine();
        Console.Write(report.ToText());
        Console.WriteLine($"written to {Path.Combine(folder, "report.json")}");
        return report.IsGood ? 0 : 1;
    }
    catch (Exception e) when (e is DemoProblem or IOException or TimeoutException or InvalidOperationException)
    {
        Console.Error.WriteLine($"chaos: {e.Message}");
        return 2;
    }
});
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

void End(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
