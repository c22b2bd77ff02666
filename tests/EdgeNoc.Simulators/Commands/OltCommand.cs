using System.CommandLine;
using System.Net;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Simulators.Commands;

/// <summary><c>edgenoc-simulators olt</c>: one OLT until it is stopped.</summary>
internal static class OltCommand
{
    public static Command Create()
    {
        var listen = Options.EndPoint("--listen", "address and port of the OLT's web server", "127.0.0.2:8081");
        var control = Options.EndPoint("--control", "address and port of the control pages; none without it", null);
        var onus = Options.Count("--onus", "number of ONUs", 128);
        var pons = Options.Count("--pons", "number of PONs", 4);
        var seed = Options.Count("--seed", "decides MACs, distances and optics", 1);
        var user = new Option<string>("--user") { Description = "user name", DefaultValueFactory = _ => "admin" };
        var password = new Option<FileInfo>("--password-file") { Description = "file with the password", Required = true };
        var misbehave = new Option<MisbehaviourKind>("--misbehave")
        {
            Description = "no-array, hang, slow, … (see README)",
            CustomParser = result =>
            {
                if (!Misbehaviour.TryParseKind(result.Tokens[0].Value, out var kind))
                    result.AddError($"--misbehave: '{result.Tokens[0].Value}' is none of {string.Join(' ', Enum.GetNames<MisbehaviourKind>())}");
                return kind;
            },
        };
        var oneIn = Options.Count("--one-in", "misbehave on each Nth request only", 1);
        var scenario = new Option<string?>("--scenario") { Description = "let things happen by themselves" };
        scenario.AcceptOnlyFromAmong("demo");
        var command = new Command("olt", "An EPON OLT's web interface") { listen, control, onus, pons, seed, user, password, misbehave, oneIn, scenario };
        command.SetAction((arguments, ct) => RunAsync(
            new OltServerOptions
            {
                Listen = arguments.GetValue(listen)!,
                User = arguments.GetValue(user)!,
                Password = Options.Secret(arguments.GetValue(password)!),
                Plan = new OltPlan(arguments.GetValue(onus), arguments.GetValue(pons), arguments.GetValue(seed)),
            },
            arguments.GetValue(control),
            new Misbehaviour(arguments.GetValue(misbehave), arguments.GetValue(oneIn)),
            arguments.GetValue(scenario) is not null,
            ct));
        return command;
    }

    private static async Task<int> RunAsync(OltServerOptions options, IPEndPoint? controlAt, Misbehaviour misbehaviour, bool demo, CancellationToken ct)
    {
        if (options.Plan.Onus < options.Plan.Pons)
        {
            Console.Error.WriteLine($"edgenoc-simulators: {options.Plan.Onus} ONUs cannot fill {options.Plan.Pons} PONs: give --onus at least as many as --pons");
            return 2;
        }

        await using var olt = await OltServer.StartAsync(options);
        olt.Misbehaviour = misbehaviour;
        await using var control = controlAt is null ? null : await OltControl.StartAsync(olt, controlAt);
        Console.WriteLine($"ready olt {olt.Address}{(control is null ? "" : $" control {control.Address}")}");
        await Options.UntilCancelledAsync(demo
            ? Scenario.Demo(olt.Model).PlayAsync(olt.Model, TimeProvider.System, change => Console.WriteLine($"{change.At:HH:mm:ss} {change.Action}"), ct)
            : Task.Delay(Timeout.InfiniteTimeSpan, ct));
        return 0;
    }
}
