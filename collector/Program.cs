using System.CommandLine;
using EdgeNoc.Collector.Commands;

var config = new Option<string>("--config") { Required = true, HelpName = "FILE", Description = "The collector's config, JSON with comments" };

var run = new Command("run", "Receive, store and alert until stopped") { config };
run.SetAction((arguments, _) => RunCommand.RunAsync(arguments.GetRequiredValue(config)));

var check = new Command("check", "Check config, broker and database; exit code 0 when all is well") { config };
check.SetAction((arguments, ct) => CheckCommand.RunAsync(arguments.GetRequiredValue(config), ct));

Command[] verbs =
[
    run, check, DeadLettersCommand.Create(config), GapsCommand.Create(config), TestSendCommand.Create(config),
    TokenCommand.Create(config), AlertingCommand.Create(config), SiteCommand.Create(config), SecretCommand.Create(config), FleetCommand.Create(config),
    InfluxCommand.Create(config), UpdateCommand.Create(config),
    BackupCommands.Backup(config), BackupCommands.Restore(),
];
var root = new RootCommand("EdgeNoc collector: from the broker into InfluxDB and onto phones");
foreach (var verb in verbs) root.Add(verb);
var parsed = root.Parse(args);

// The host of the verb `run` answers SIGTERM itself, and takes the time that a graceful stop needs.
var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
return parsed.Errors.Count > 0 ? ExitCode.Unusable : code;
