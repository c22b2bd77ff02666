using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Rig;
using EdgeNoc.Simulators.Gateway;
using EdgeNoc.Tests.Channels;

namespace EdgeNoc.Tests.Alerting;

/// <summary>A real broker, the real collector as a process that can be killed, and a gateway that speaks the provider's words. No InfluxDB: no alert waits for it.</summary>
internal sealed class Office : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private const string MarkerSite = "marker";

    private readonly string _folder = RigDirectory.New("office");
    private readonly OfficePlan _plan;
    private readonly int _httpPort = FreePort.Next();
    private readonly int _influxPort = FreePort.Next();
    private int _markers;

    private Office(OfficePlan plan) => _plan = plan;

    public Mosquitto Broker { get; private set; } = null!;

    public GatewayServer Gateway { get; private set; } = null!;

    public ManagedProcess Collector { get; private set; } = null!;

    public SimulatedSites Sites { get; private set; } = null!;

    public Uri Http => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_httpPort}"));

    public string Recipient => _plan.Recipients[0];

    public static async Task<Office> StartAsync(OfficePlan? plan = null)
    {
        var office = new Office(plan ?? new OfficePlan());
        office.Broker = await Mosquitto.StartAsync(office.FileOf("broker"));
        office.Gateway = await GatewayServer.StartAsync(new GatewayOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), ApiKey = ProviderRig.Key });
        await ProviderConfig.WriteSecretsAsync(office._folder);
        await office.WriteConfigAsync();
        await office.StartCollectorAsync();
        office.Sites = await SimulatedSites.ConnectAsync(office.Broker.Port);
        return office;
    }

    public async Task StartCollectorAsync()
    {
        if (Collector is not null) await Collector.DisposeAsync();
        Collector = ManagedProcess.Start(new ProcessPlan(Built.Collector, "run", "--config", FileOf("collector.json")) { LogFile = FileOf("collector.log") });
        await Collector.WaitForLineAsync("Connected to", Patience);
        await WaitFor.ListenerAsync(_httpPort);
    }

    /// <summary>As in a cut of power.</summary>
    public async Task KillAndRestartAsync()
    {
        Collector.Kill();
        await StartCollectorAsync();
    }

    /// <summary>What one recipient was told, without the markers; oldest first.</summary>
    public IReadOnlyList<string> Told(string? recipient = null) =>
        [.. Gateway.Messages.Where(message => IsTo(message, recipient ?? Recipient) && !IsMarker(message.Text)).Select(message => message.Text)];

    /// <summary>The same, first lines only.</summary>
    public IReadOnlyList<string> Headlines(string? recipient = null) => [.. Told(recipient).Select(text => text.Split('\n')[0])];

    /// <summary>Waits for the n-th message to say something.</summary>
    public async Task<string> ToldAsync(int number, string about, string? recipient = null)
    {
        try
        {
            await WaitFor.TrueAsync(() => Told(recipient).Count >= number && Told(recipient)[number - 1].Contains(about, StringComparison.Ordinal), Patience, $"message {number} to say \"{about}\"");
        }
        catch (TimeoutException timeout)
        {
            throw new TimeoutException($"{timeout.Message}; there are: {string.Join(" | ", Headlines(recipient))}; see {Collector.LogFile}", timeout);
        }

        return Told(recipient)[number - 1];
    }

    /// <summary>
    /// Ends when all that came in is decided and all that was to be said is said: something new of another site is told to everybody, nothing waits and
    /// nothing is on its way. What was not told by then is not going to be.
    /// </summary>
    public async Task UntilAllIsSaidAsync()
    {
        var device = string.Create(CultureInfo.InvariantCulture, $"marker-{++_markers}");
        await Sites[MarkerSite].SendAsync(SiteEvents.Unreachable(device));
        await WaitFor.TrueAsync(
            () => _plan.Recipients.All(recipient => Gateway.Messages.Any(message => IsTo(message, recipient) && message.Text.Contains(device, StringComparison.Ordinal))),
            Patience, $"everybody to be told of {device}");
        await UntilSentAsync();
    }

    /// <summary>Ends when no message is on its way: what the gateway has is known to be sent.</summary>
    public Task UntilSentAsync() => WaitFor.TrueAsync(() => Count("SELECT COUNT(*) FROM outbox WHERE state IN ('queued', 'sending')") == 0, Patience, "the outbox to be empty");

    /// <summary>A number out of the collector's database, read beside it.</summary>
    public long Count(string sql) => Convert.ToInt64(Scalar(sql), CultureInfo.InvariantCulture);

    public string? Text(string sql) => Scalar(sql) as string;

    /// <summary>The first column of each row.</summary>
    public IReadOnlyList<string> Rows(string sql)
    {
        using var connection = SqliteStore.OpenToRead(FileOf("state/collector.db"));
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }

    /// <summary>Runs a verb of the collector to its end.</summary>
    public async Task<string> VerbAsync(params string[] arguments)
    {
        await using var verb = ManagedProcess.Start(new ProcessPlan(Built.Collector, [.. arguments, "--config", FileOf("collector.json")]) { LogFile = FileOf("verb.log") });
        using var limit = new CancellationTokenSource(Patience);
        await verb.WaitForExitAsync(limit.Token);
        return string.Join('\n', verb.Output);
    }

    public async ValueTask DisposeAsync()
    {
        if (Sites is not null) await Sites.DisposeAsync();
        await Collector.DisposeAsync();
        await Gateway.DisposeAsync();
        await Broker.DisposeAsync();
    }

    private object? Scalar(string sql)
    {
        using var connection = SqliteStore.OpenToRead(FileOf("state/collector.db"));
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    // WAHA writes a number as a chat id.
    private static bool IsTo(GatewayMessage message, string recipient) => message.To.Split('@')[0] == recipient;

    private static bool IsMarker(string text) => text.Contains(MarkerSite.ToUpperInvariant(), StringComparison.Ordinal);

    private string FileOf(string name) => Path.Combine(_folder, name);

    private IEnumerable<JsonObject> Channels()
    {
        var first = ProviderConfig.Entry("phone", _plan.Provider, Gateway.Address);
        if (_plan.CanaryTo is { } canary) first["canary"] = new JsonObject { ["to"] = canary };
        yield return first;
        if (_plan.SecondProvider is { } second) yield return ProviderConfig.Entry("second", second, Gateway.Address);
    }

    private async Task WriteConfigAsync()
    {
        if (_plan.Alerting is not null) await File.WriteAllTextAsync(FileOf("alerting.json"), JsonSerializer.Serialize(_plan.Alerting));
        var config = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["instance"] = "office",
            ["state_dir"] = FileOf("state"),
            ["listen"] = Http.ToString().TrimEnd('/'),
            ["broker"] = new { urls = new[] { $"mqtt://127.0.0.1:{Broker.Port}" } },
            ["influx"] = new { url = $"http://127.0.0.1:{_influxPort}", database = "none" },
            ["alerts"] = new
            {
                group_wait_s = _plan.GroupWaitS, agent_offline_hold_s = _plan.OfflineHoldS, min_severity = _plan.MinSeverity,

                ack_deadline_s = _plan.AckDeadlineS, recipients = _plan.Alerting is null ? _plan.Recipients : [],
            },
            ["channels"] = Channels().ToList(),
        };
        if (_plan.Alerting is not null) config["alerting_file"] = FileOf("alerting.json");
        await File.WriteAllTextAsync(FileOf("collector.json"), JsonSerializer.Serialize(config));
    }
}
