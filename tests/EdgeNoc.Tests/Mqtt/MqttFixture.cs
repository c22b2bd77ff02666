using System.Threading.Channels;
using EdgeNoc.Common.Mqtt;
using EdgeNoc.Rig;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNoc.Tests.Mqtt;

/// <summary>A session with what it reported, in queues that can be awaited.</summary>
internal sealed class Client : IAsyncDisposable
{
    private readonly Channel<MqttMessage> _messages = Channel.CreateUnbounded<MqttMessage>();
    private readonly Channel<MqttFault> _faults = Channel.CreateUnbounded<MqttFault>();
    private readonly Channel<BrokerAddress> _connected = Channel.CreateUnbounded<BrokerAddress>();

    public Client(MqttOptions options, Action<MqttMessage>? handler = null, ILogger? logger = null)
    {
        Session = new MqttSession(options, TimeProvider.System, new Random(7), logger ?? NullLogger.Instance)
        {
            MessageReceived = m =>
            {
                _messages.Writer.TryWrite(m);
                handler?.Invoke(m);
            },
            Connected = b => _connected.Writer.TryWrite(b),
            Disconnected = f => _faults.Writer.TryWrite(f),
        };
        Session.Start();
    }

    public MqttSession Session { get; }

    /// <summary>Options for a broker on loopback, reconnecting quickly.</summary>
    public static MqttOptions Options(string clientId, params string[] brokers) => new()
    {
        Brokers = [.. brokers.Select(Address)],
        ClientId = clientId,
        MinReconnectDelay = TimeSpan.FromMilliseconds(50),
        MaxReconnectDelay = TimeSpan.FromMilliseconds(200),
    };

    public static BrokerAddress Address(string url) => BrokerAddress.TryParse(url, out var address, out var problem) ? address : throw new ArgumentException(problem, nameof(url));

    public static string Plain(Mosquitto broker) => $"mqtt://127.0.0.1:{broker.Port}";

    public Task<BrokerAddress> ConnectedAsync() => Next(_connected);

    public Task<MqttFault> FaultAsync(TimeSpan? limit = null) => Next(_faults, limit);

    public Task<MqttMessage> MessageAsync() => Next(_messages);

    public Task<PublishOutcome> Publish(string topic, string text, bool retain = false) =>
        Session.PublishAsync(new MqttMessage(topic, System.Text.Encoding.UTF8.GetBytes(text)) { Retain = retain }, TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(10));

    public ValueTask DisposeAsync() => Session.DisposeAsync();

    private static async Task<T> Next<T>(Channel<T> channel, TimeSpan? within = null)
    {
        using var limit = new CancellationTokenSource(within ?? TimeSpan.FromSeconds(10));
        return await channel.Reader.ReadAsync(limit.Token);
    }
}

/// <summary>One broker for all tests that do not stop it.</summary>
public sealed class SharedBroker : IAsyncLifetime
{
    internal const string Password = "correct-horse-7";

    internal string Directory { get; } = RigDirectory.New("mqtt");

    internal TestCertificates Certificates { get; private set; } = null!;

    internal Mosquitto Open { get; private set; } = null!;

    /// <summary>With users kdr-01 and kdr-02, who may only write below their own name.</summary>
    internal Mosquitto Guarded { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Certificates = TestCertificates.Create(Directory, "broker");
        Open = await Mosquitto.StartAsync(Path.Combine(Directory, "open"), new() { Tls = Certificates });
        Guarded = await Mosquitto.StartAsync(Path.Combine(Directory, "guarded"), new()
        {
            Users = new Dictionary<string, string>(StringComparer.Ordinal) { ["kdr-01"] = Password, ["kdr-02"] = "other" },
            Acl = "pattern readwrite edgenoc/v1/%u/#\n",
            UserNameAsClientId = true,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Open.DisposeAsync();
        await Guarded.DisposeAsync();
    }
}
