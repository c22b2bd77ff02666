using EdgeNoc.Rig;

namespace EdgeNoc.Bench.Ingest;

/// <summary>The built collector as its own process.</summary>
internal static class CollectorUnderTest
{
    public static async Task<ManagedProcess> StartAsync(string directory, int brokerPort, int influxPort, string database)
    {
        Directory.CreateDirectory(directory);
        var config = Path.Combine(directory, "collector.json");
        await File.WriteAllTextAsync(config, FormattableString.Invariant($$"""
            {
              "instance": "bench",
              "state_dir": "{{directory}}/state",
              "listen": "http://127.0.0.1:{{FreePort.Next()}}",
              "broker": { "urls": ["mqtt://127.0.0.1:{{brokerPort}}"] },
              "influx": { "url": "http://127.0.0.1:{{influxPort}}", "database": "{{database}}" }
            }
            """));
        var process = ManagedProcess.Start(new ProcessPlan(Built.Collector, "run", "--config", config) { LogFile = Path.Combine(directory, "collector.log") });
        await process.WaitForLineAsync("Connected to", TimeSpan.FromSeconds(20));
        return process;
    }
}
