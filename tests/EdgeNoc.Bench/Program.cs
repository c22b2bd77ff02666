using System.CommandLine;
using EdgeNoc.Bench.Ingest;

var ingest = new Command("ingest", "Telemetry through broker and collector against the same points posted straight into InfluxDB");
ingest.SetAction((_, ct) => IngestBench.RunAsync(ct));

return await new RootCommand("Measures EdgeNoc on this machine") { ingest }.Parse(args).InvokeAsync();
