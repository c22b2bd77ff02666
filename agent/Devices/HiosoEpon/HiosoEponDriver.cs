using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>EPON OLTs with the GoAhead web interface, sold as Hioso HA7304 and HA7302CST, FIT FNCS4000 and others: ONUs at each poll, the box itself more rarely.</summary>
internal sealed class HiosoEponDriver : IDriver
{
    private readonly HiosoEponOptions _options;
    private readonly TimeProvider _time;
    private readonly OltWebClient _web;
    private readonly PageReader _reader;
    private readonly OnuPages _onus;
    private long? _systemAsked;

    public HiosoEponDriver(HiosoEponOptions options, TimeProvider time, IExchangeRecorder? recorder = null)
    {
        (_options, _time, _web) = (options, time, new OltWebClient(options, time, recorder));
        _reader = new PageReader(_web);
        _onus = new OnuPages(_reader, time);
    }

    public static DriverDefinition Definition { get; } = new()
    {
        Name = "hioso-epon",
        Kind = "olt",
        Vendor = "hioso",
        ReadOptions = HiosoEponOptions.Read,
        Create = (device, context) => new HiosoEponDriver((HiosoEponOptions)device.Options, context.Time, context.Recorder),
        Parsers = HiosoPage.Parsers,
        CustomerTexts = CaptureTexts.Find,
        ReadLogLine = HiosoLogLine.Read,
    };

    /// <inheritdoc/>
    public async Task<PollResult> PollAsync(CancellationToken cancellationToken)
    {
        var result = await _onus.ReadAsync(cancellationToken).ConfigureAwait(false);
        return result is PollResult.Read { Reading: var reading } ? new PollResult.Read(reading with { Device = await AskSystemAsync(cancellationToken).ConfigureAwait(false) }) : result;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _web.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>What the box says of itself, as often as optics are stored; null between, and where it says nothing: its ONUs are worth more than its CPU.</summary>
    private async Task<DeviceRecord?> AskSystemAsync(CancellationToken cancellationToken)
    {
        if (_systemAsked is { } asked && _time.GetElapsedTime(asked) < _options.OpticsEvery) return null;
        _systemAsked = _time.GetTimestamp();
        var system = await _reader.ReadAsync("/system.asp", "description of the box", ParseSystem, cancellationToken).ConfigureAwait(false);
        return system.Result is PollResult.Read { Reading.Device: var device } ? device : null;
    }

    private static PollResult? ParseSystem(PageAnswer answer) => SystemPage.TryParse(answer.Body, NameDecoder.For(answer.Body, answer.Charset));
}
