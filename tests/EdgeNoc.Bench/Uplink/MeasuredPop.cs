using System.Globalization;
using EdgeNoc.Agent.Host;
using EdgeNoc.Bench.Footprint;
using EdgeNoc.Rig;

namespace EdgeNoc.Bench.Uplink;

/// <summary>A real agent whose way to the broker, over TLS, is counted twice: by the agent itself and by the line.</summary>
internal sealed class MeasuredPop : IAsyncDisposable
{
    private readonly ManagedProcess _agent;
    private readonly TcpProxy _line;
    private readonly string _state;

    private MeasuredPop(ManagedProcess agent, TcpProxy line, string state) => (_agent, _line, _state) = (agent, line, state);

    public static async Task<MeasuredPop> StartAsync(string folder, string site, Plant plant, Mosquitto broker, string caFile, bool metered)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "pw"), "secret");
        var line = new TcpProxy(broker.TlsPort);
        var (config, state) = (Path.Combine(folder, "agent.json"), Path.Combine(folder, "state"));
        await File.WriteAllTextAsync(config, string.Create(CultureInfo.InvariantCulture, $$"""
            {
              "site": "{{site}}", "state_dir": "{{state}}",
              "broker": { "urls": ["mqtts://127.0.0.1:{{line.Port}}"], "ca_file": "{{caFile}}" },
              "uplink": { "metered": "{{(metered ? "always" : "never")}}" },
              "devices": [ {{plant.Devices(oltIntervalS: 30)}} ]
            }
            """));
        var agent = ManagedProcess.Start(new ProcessPlan(Built.Agent, "run", "--config", config) { LogFile = Path.Combine(folder, "agent.log") });
        await agent.WaitForLineAsync("connected to mqtts", TimeSpan.FromSeconds(60));
        return new MeasuredPop(agent, line, state);
    }

    /// <summary>Bytes on the wire so far, in both directions and with all headers.</summary>
    public async Task<long> BytesAsync(CancellationToken ct)
    {
        var status = await StatusClient.ReadAsync(_state, ct) ?? throw new InvalidOperationException($"the agent does not answer: {_agent.LogFile}");
        var (said, passed) = (status.Uplink.SentBytes + status.Uplink.ReceivedBytes, _line.Passed);
        // Headers come on top of what the line sees and are less than what they carry.
        if (said < passed * 0.98 || said > passed * 2) throw new InvalidOperationException($"the agent counts {said} bytes, the line {passed}: {_agent.LogFile}");
        return said;
    }

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _line.DisposeAsync();
    }
}
