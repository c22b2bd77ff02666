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
        var pages = new Option<string>("--pages") { Description = "lists of ONUs that the firmware has", DefaultValueFactory = _ => "all-pon" };
        pages.AcceptOnlyFromAmong("all-pon", "overview", "config", "all");
        var width = Options.Count("--width", "columns: 22 or 18 on the page of all ONUs, 16 or 11 on the overview of a PON", 22);
        var rows = new Option<int?>("--rows-per-page") { Description = "rows that the list of a PON shows, as 8; all without it" };
        var quirks = new Option<PageQuirks>("--quirks") { Description = "Spaces, Comments, NoLineNum, Dashes, NoReading, StatusWords, Gb2312, OddNames, AbsurdLevels, joined by commas" };
        var syslog = Options.EndPoint("--syslog", "address and port of a log server; none without it", null);
        var hangs = new Option<int?>("--hangs-s") { Description = "seconds for which the web server hangs after two requests at once or closer than 100 ms; bears them without it" };
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
        var command = new Command("olt", "An EPON OLT's web interface") { listen, control, onus, pons, seed, pages, width, rows, quirks, syslog, hangs, user, password, misbehave, oneIn, scenario };
        command.SetAction((arguments, ct) => RunAsync(
            new OltServerOptions
            {
                Listen = arguments.GetValue(listen)!,
                User = arguments.GetValue(user)!,
                Password = Options.Secret(arguments.GetValue(password)!),
                Plan = new OltPlan(arguments.GetValue(onus), arguments.GetValue(pons), arguments.GetValue(seed)),
                Firmware = Firmware(arguments.GetValue(pages)!, arguments.GetValue(width), arguments.GetValue(rows), arguments.GetValue(quirks)),
                Syslog = arguments.GetValue(syslog),
                HangsFor = arguments.GetValue(hangs) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            },
            arguments.GetValue(control),
            new Misbehaviour(arguments.GetValue(misbehave), arguments.GetValue(oneIn)),
            arguments.GetValue(scenario) is not null,
            ct));
        return command;
    }

    private static OltFirmware Firmware(string pages, int width, int? rows, PageQuirks quirks) => new()
    {
        Pages = pages switch
        {
            "overview" => OltPages.Overview,
            "config" => OltPages.Config,
            "all" => OltPages.AllPons | OltPages.Overview | OltPages.Config,
            _ => OltPages.AllPons,
        },
        AllWidth = width == 18 ? 18 : 22,
        OverviewWidth = width == 11 ? 11 : 16,
        RowsPerPage = rows,
        Quirks = quirks,
    };

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
