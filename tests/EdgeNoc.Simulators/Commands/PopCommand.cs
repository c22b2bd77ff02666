using System.CommandLine;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Pop;
using EdgeNoc.Simulators.Vrp;

namespace EdgeNoc.Simulators.Commands;

/// <summary><c>edgenoc-simulators pop</c>: everything that <c>tests/pop.sample.json</c> names, until it is stopped.</summary>
internal static class PopCommand
{
    public static Command Create()
    {
        var command = new Command("pop", "The POP of tests/pop.sample.json with its broker, database and collector; secrets and state in var/pop");
        command.SetAction(async (_, ct) =>
        {
            await using var pop = await PopWorld.StartAsync(new PopPlan { Folder = Path.Combine(RigDirectory.RepositoryRoot, "var", "pop") });
            Console.WriteLine($"ready pop {string.Join(' ', pop.Olts.Select(olt => olt.Address.ToString()).Concat(pop.Routers.Select(router => router.Url)).Append(pop.Ne8000?.Url ?? $"(no NE8000: {VrpBox.Missing})"))}: ./edgenoc agent check --config tests/pop.sample.json");
            await Options.UntilCancelledAsync(Task.Delay(Timeout.InfiniteTimeSpan, ct));
            return 0;
        });
        return command;
    }
}
