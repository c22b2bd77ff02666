using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Gpio;
using EdgeNoc.Agent.Cabinet.Outputs;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Config.Cabinet;
using EdgeNoc.Rig;
using EdgeNoc.Tests.Outbox;

namespace EdgeNoc.Tests.Cabinet;

/// <summary>The whole cabinet over real stores, in time that the test sets; edges of inputs come from the test instead of a chip.</summary>
internal sealed class CabinetStory : IAsyncDisposable
{
    private static readonly InputConfig Input = new(5, ActiveLow: true, LineBias.PullUp, TimeSpan.FromSeconds(1));
    private static readonly List<string> Inputs = ["mains", "door", PanelHardware.Button];

    private readonly CabinetConfig _config = new()
    {
        Contacts = new Dictionary<string, ContactConfig>(StringComparer.Ordinal) { ["mains"] = new(Input, AlarmWhenClosed: false), ["door"] = new(Input, AlarmWhenClosed: true) },
    };

    private volatile ManualResetEventSlim? _hang;
    private volatile bool _isHanging;

    public CabinetStory()
    {
        Target = new RecordingTarget(Stores.Time);
        Site = new SiteState { Now = default, Uptime = TimeSpan.FromHours(1), NetworkUp = true, BrokerConnected = true, LastAckAge = TimeSpan.Zero, DevicesUp = 2, DevicesKnown = 2, Raised = [], Incidents = [] };
        Cabinet = Make(Inputs, Stores.Events);
    }

    public EdgeStores Stores { get; } = new();

    public ListLogger Log { get; } = new();

    public RecordingTarget Target { get; }

    /// <summary>What the full check finds.</summary>
    public List<CheckLine> CheckLines { get; } = [];

    public CabinetWork Cabinet { get; private set; }

    public SiteState Site { get; set; }

    /// <summary>Whether scheduler and outbox tick.</summary>
    public bool IsAlive { get; set; } = true;

    /// <summary>What the button opens when it is held on.</summary>
    public HeldDoor Door => field ??= new HeldDoor(Stores.Time);

    public int Flushes { get; private set; }

    /// <summary>A look at the site lasts until this is set.</summary>
    public ManualResetEventSlim? Hang
    {
        set => _hang = value;
    }

    public bool IsHanging => _isHanging;

    /// <summary>As a new process: over the same stores, with these inputs of the chip.</summary>
    public async Task RestartAsync(IReadOnlyList<string>? inputs = null, IEventLog? events = null)
    {
        await Cabinet.DisposeAsync();
        Cabinet = Make(inputs ?? Inputs, events ?? Stores.Events);
    }

    /// <summary>The same after the section was taken out of the config.</summary>
    public async Task RestartWithoutConfigAsync()
    {
        await Cabinet.DisposeAsync();
        Cabinet = new CabinetWork(new CabinetConfig(), PanelHardware.Simulated(), Links(Stores.Events), Log);
    }

    /// <summary>Starts it and lets the lamp test pass.</summary>
    public void Started()
    {
        Cabinet.Start();
        Pass(3.25);
    }

    public void Pass(double seconds) => Stores.Time.Advance(TimeSpan.FromSeconds(seconds));

    public void Edge(string input, bool closed) => Cabinet.OnEdge(new GpioEdge(Inputs.IndexOf(input), closed));

    public int Beeps() => Target.Of(Outlets.Buzzer).Count(edge => edge.On);

    public Task CheckEndsAsync() => WaitFor.TrueAsync(
        () => Task.FromResult(Log.Lines.Any(line => line.Contains("the check that was asked for at the button", StringComparison.Ordinal))), TimeSpan.FromSeconds(30), "the check to end");

    public async ValueTask DisposeAsync()
    {
        await Cabinet.DisposeAsync();
        Stores.Dispose();
    }

    private CabinetWork Make(IReadOnlyList<string> inputs, IEventLog events) => new(_config, new PanelHardware(new OutputBank([Target]), null, inputs, []), Links(events), Log);

    private CabinetLinks Links(IEventLog events) => new()
    {
        Site = () =>
        {
            if (_hang is { } hang)
            {
                _isHanging = true;
                hang.Wait(TimeSpan.FromSeconds(60));
            }

            return Site with { Now = Stores.Time.GetUtcNow() };
        },
        Alive = () => IsAlive,
        Events = events,
        Clock = Stores.Clock,
        Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"),
        Flush = () => Flushes++,
        Check = cancellationToken => CheckAsync(),
        Door = Door,
    };

    private async IAsyncEnumerable<CheckLine> CheckAsync()
    {
        foreach (var line in CheckLines)
        {
            await Task.Yield();
            yield return line;
        }
    }
}
