using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Devices.Web;

namespace EdgeNoc.Agent.Devices.Hsgq;

/// <summary>OLTs with the JSON API sold as HSGQ, HSAirpo and BTPON: log in, ask, always log out. EPON or GPON shows at the first poll.</summary>
internal sealed class HsgqDriver : IDriver, ILevelKeeper
{
    private readonly WebOltOptions _options;
    private readonly TimeProvider _time;
    private readonly DeviceHttp _http;
    private string? _list;
    private long? _opticsAsked;

    public HsgqDriver(WebOltOptions options, TimeProvider time, IExchangeRecorder? recorder = null) =>
        (_options, _time, _http) = (options, time, new DeviceHttp(options, time, recorder));

    public static DriverDefinition Definition { get; } = new()
    {
        Name = "hsgq",
        Kind = "olt",
        Vendor = "hsgq",
        ReadOptions = WebOltOptions.Read,
        Create = (device, context) => new HsgqDriver((WebOltOptions)device.Options, context.Time, context.Recorder),
        Parsers = HsgqParsers.All,
        CustomerTexts = HsgqCustomerTexts.Find,
        Unproven = "this driver is",
    };

    /// <inheritdoc/>
    public async Task<PollResult> PollAsync(CancellationToken cancellationToken)
    {
        var session = new HsgqSession(_http, _options);
        await using (session.ConfigureAwait(false))
        {
            if (await session.LogInAsync(cancellationToken).ConfigureAwait(false) is { } refused) return new PollResult.Failed(refused);
            var result = await ReadListAsync(session, cancellationToken).ConfigureAwait(false);
            if (result is not PollResult.Read { Reading: var reading }) return result;
            if (_list == "/ontinfo_table" && (_opticsAsked is not { } asked || _time.GetElapsedTime(asked) >= _options.OpticsEvery))
            {
                _opticsAsked = _time.GetTimestamp();
                if (await ReadAsync(session, "/gponmgmt?form=optical_onu", cancellationToken).ConfigureAwait(false) is PollResult.Read { Reading: var optics }) reading = OnuJoin.Onto(reading, optics);
            }

            return new PollResult.Read(reading);
        }
    }

    /// <inheritdoc/>
    public void ReadLevelsNext() => _opticsAsked = null;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The list that the box has, as the first poll found out: EPON's, GPON's, or one a port.</summary>
    private async Task<PollResult> ReadListAsync(HsgqSession session, CancellationToken cancellationToken)
    {
        PollResult.Failed? told = null;
        foreach (var path in _list is { } known ? [known] : new[] { "/onutable", "/ontinfo_table", "/onu_allow_list" })
        {
            var result = path == "/onu_allow_list" ? await ReadPortsAsync(session, cancellationToken).ConfigureAwait(false) : await ReadAsync(session, path, cancellationToken).ConfigureAwait(false);
            if (result is not PollResult.Failed failed)
            {
                _list = path;
                return result;
            }

            // Only "there is no such page" is a reason to ask for another one.
            if (failed.Error.Kind is not (PollErrorKind.Unsupported or PollErrorKind.ParseFailed)) return failed;
            // A list that is there and makes no sense says more than one that is not.
            if (told is null || (told.Error.Kind == PollErrorKind.Unsupported && failed.Error.Kind == PollErrorKind.ParseFailed)) told = failed;
        }

        return told!;
    }

    private static async Task<PollResult> ReadPortsAsync(HsgqSession session, CancellationToken cancellationToken)
    {
        var ports = await session.GetAsync("/board?info=pon", cancellationToken).ConfigureAwait(false);
        if (ports.Error is { } error) return new PollResult.Failed(error);
        var list = HsgqParsers.ParsePons(ports.Body);
        if (list is not PollResult.Read { Reading: var listed }) return list;
        var reading = new Reading();
        foreach (var pon in listed.Pons)
        {
            var one = await ReadAsync(session, $"/onu_allow_list?port_id={pon.Pon}", cancellationToken).ConfigureAwait(false);
            if (one is not PollResult.Read { Reading: var more }) return one;
            reading = OnuJoin.Beside(reading, more);
        }

        return new PollResult.Read(reading);
    }

    private static async Task<PollResult> ReadAsync(HsgqSession session, string path, CancellationToken cancellationToken)
    {
        var answer = await session.GetAsync(path, cancellationToken).ConfigureAwait(false);
        return answer.Error is { } error ? new PollResult.Failed(error) : HsgqOnus.Parse(answer.Body);
    }
}
