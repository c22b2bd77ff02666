using System.CommandLine;
using EdgeNoc.Bench;
using EdgeNoc.Bench.Alerts;
using EdgeNoc.Bench.Cabinet;
using EdgeNoc.Bench.Dashboards;
using EdgeNoc.Bench.Detection;
using EdgeNoc.Bench.Drivers;
using EdgeNoc.Bench.Find;
using EdgeNoc.Bench.Fleet;
using EdgeNoc.Bench.Footprint;
using EdgeNoc.Bench.Ingest;
using EdgeNoc.Bench.Store;
using EdgeNoc.Bench.Uplink;
using EdgeNoc.Bench.Web;

var ingest = new Command("ingest", "Telemetry through broker and collector against the same points posted straight into InfluxDB");
ingest.SetAction((_, ct) => IngestBench.RunAsync(ct));
var oltPage = new Command("olt-page", "A page of 2,048 ONUs to records, against a regular expression over the same page");
oltPage.SetAction(_ => OltPageBench.Run());
var drivers = new Command("drivers", "Parsers, pings and polls of all drivers, into drivers.json");
drivers.SetAction((_, ct) => DriversBench.RunAsync(ct));
var duration = new Option<TimeSpan>("--for")
{
    Description = "how long, as 5m or 60s; default 5m",
    DefaultValueFactory = _ => TimeSpan.FromMinutes(5),
    CustomParser = result =>
    {
        if (Durations.TryParse(result.Tokens[0].Value, out var parsed)) return parsed;
        result.AddError($"--for: '{result.Tokens[0].Value}' is no duration: write 60s or 5m");
        return default;
    },
};
var footprint = new Command("footprint", "Processor and memory of an agent with a full POP, into drivers.json") { duration };
footprint.SetAction((arguments, ct) => FootprintBench.RunAsync(arguments.GetValue(duration), ct));
var scale = new Option<int>("--scale") { Description = "a fraction of the week: 40 is a fortieth", DefaultValueFactory = _ => 1 };
scale.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 1 or > 1_000) result.AddError("--scale: choose one from 1 to 1000");
});
var store = new Command("store", "The agent's store: how fast it takes records, and a week's backlog drained beside a living site") { scale };
store.SetAction((arguments, ct) => StoreBench.RunAsync(arguments.GetValue(scale), ct));
var storm = new Command("storm", "A hundred sites return at once: how long live data waits, what InfluxDB's writes take");
storm.SetAction((_, ct) => StormBench.RunAsync(ct));
var detection = new Command("detection", "What detection costs at each poll of 2,048 ONUs");
detection.SetAction(_ => DetectionBench.Run());
var uplink = new Command("uplink", "Gigabytes a month of small, medium and large POPs, over a free and over a metered way") { duration };
uplink.SetAction((arguments, ct) => UplinkBench.RunAsync(arguments.GetValue(duration), ct));
var card = new Command("card", "What an agent with 2,048 ONUs every 30 s writes to its card in a day") { duration };
card.SetAction((arguments, ct) => CardBench.RunAsync(arguments.GetValue(duration), ct));
var alerts = new Command("alerts", "From a cut on an OLT's page or in its log to the gateway, and a burst of 10,000 events over 1,000 sites, into alerts.json");
alerts.SetAction((_, ct) => AlertsBench.RunAsync(ct));
var find = new Command("find", "How long it takes to find a customer among 100,000");
find.SetAction(_ => FindBench.Run());
var cabinet = new Command("cabinet", "The panel of an agent that polls 20 devices: how late its lamps are, what it costs; and what the page weighs; into cabinet.json");
cabinet.SetAction(async (_, ct) => Math.Max(await CabinetBench.RunAsync(ct), await PageBench.RunAsync(ct)));
var page = new Command("page", "What a phone loads of the cabinet's page, and what that costs the agent; a part of cabinet");
page.SetAction((_, ct) => PageBench.RunAsync(ct));
cabinet.Add(page);
var dashboards = new Command("dashboards", "How long the queries of the wall and of an ONU's history take over 30 days of a large network");
dashboards.SetAction((_, ct) => DashboardsBench.RunAsync(ct));
var fleet = new Command("fleet", "How soon sites do what the office wants, into fleet.json");
fleet.SetAction((_, ct) => FleetBench.RunAsync(ct));
var console = new Command("console", "The console over 100,000 ONUs with 200 viewers: how long pages, filters, searches, pushes and exports take, into console.json");
console.SetAction((_, ct) => ConsoleBench.RunAsync(ct));
Command[] benches = [ingest, oltPage, drivers, detection, footprint, store, storm, uplink, card, alerts, find, cabinet, dashboards, fleet, console];

var root = new RootCommand("Measures EdgeNoc on this machine; without a name all of it");
foreach (var bench in benches) root.Add(bench);
root.SetAction(async (_, ct) =>
{
    var worst = 0;
    foreach (var bench in benches) worst = Math.Max(worst, await bench.Parse([]).InvokeAsync(cancellationToken: ct));
    return worst;
});
return await root.Parse(args).InvokeAsync();
