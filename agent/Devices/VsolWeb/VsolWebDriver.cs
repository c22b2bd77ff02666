using System.Globalization;
using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Devices.Web;

namespace EdgeNoc.Agent.Devices.VsolWeb;

/// <summary>OLTs with the <c>/action/*.html</c> pages, sold as VSOL, DBC, Netlink and others: states at each poll, levels and the box itself at the optics interval.</summary>
internal sealed partial class VsolWebDriver : IDriver, ILevelKeeper
{
    private const string Status = "/action/onustatusinfo.html", Auth = "/action/onuauthinfo.html", Optics = "/action/onuopmdiag.html", Box = "/action/systeminfo.html";
    private const int MaxPons = 16;

    private readonly DeviceHttp _http;
    private readonly VsolSession _session;
    private readonly WebOltOptions _options;
    private readonly TimeProvider _time;
    private long? _opticsAsked;
    private bool _hasNoStatusPage;

    public VsolWebDriver(WebOltOptions options, TimeProvider time, IExchangeRecorder? recorder = null)
    {
        (_options, _time) = (options, time);
        _http = new DeviceHttp(options, time, recorder);
        _session = new VsolSession(_http, options, time);
    }

    public static DriverDefinition Definition { get; } = new()
    {
        Name = "vsol-web",
        Kind = "olt",
        Vendor = "vsol",
        ReadOptions = WebOltOptions.Read,
        Create = (device, context) => new VsolWebDriver((WebOltOptions)device.Options, context.Time, context.Recorder),
        Parsers = VsolParsers.All,
        CustomerTexts = VsolCustomerTexts.Find,
        Unproven = "all but its page of levels is",
    };

    /// <inheritdoc/>
    public async Task<PollResult> PollAsync(CancellationToken cancellationToken)
    {
        var states = await ReadStatesAsync(cancellationToken).ConfigureAwait(false);
        if (states is not PollResult.Read { Reading: var reading }) return states;
        if (_opticsAsked is { } asked && _time.GetElapsedTime(asked) < _options.OpticsEvery) return states;
        _opticsAsked = _time.GetTimestamp();
        foreach (var path in _hasNoStatusPage ? [Optics] : new[] { Auth, Optics })
        {
            if (await ReadOnusAsync(path, "255", cancellationToken).ConfigureAwait(false) is PollResult.Read { Reading: var more }) reading = OnuJoin.Onto(reading, more);
        }

        var box = await _session.GetAsync(Box, null, cancellationToken).ConfigureAwait(false);
        var device = box.Error is null && SystemPage.Parse(box.Html) is PollResult.Read { Reading.Device: var found } ? found : null;
        return new PollResult.Read(reading with { Device = device, Remarks = VsolRemarks.Of(reading) });
    }

    /// <inheritdoc/>
    public void ReadLevelsNext() => _opticsAsked = null;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<PollResult> ReadStatesAsync(CancellationToken cancellationToken)
    {
        if (_hasNoStatusPage) return await ReadByPonAsync(cancellationToken).ConfigureAwait(false);
        var answer = await _session.GetAsync(Status, "255", cancellationToken).ConfigureAwait(false);
        if (answer.Error is null) return OnuPage.Parse(answer.Html);
        if (!answer.IsMissing) return new PollResult.Failed(answer.Error);
        _hasNoStatusPage = true;
        return await ReadByPonAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>GPON boxes have one page of states, and some of them show one PON at a time there.</summary>
    private async Task<PollResult> ReadByPonAsync(CancellationToken cancellationToken)
    {
        var all = await _session.GetAsync(Auth, "255", cancellationToken).ConfigureAwait(false);
        if (all.Error is not null) return new PollResult.Failed(all.Error);
        var result = OnuPage.Parse(all.Html);
        var pons = PonPattern().Matches(all.Html).Select(option => option.Groups["number"].Value).Where(number => number != "255").Distinct(StringComparer.Ordinal).Take(MaxPons).ToList();
        if (result is not PollResult.Read { Reading: var reading } || pons.Count < 2 || reading.Pons.Count > 1) return result;
        foreach (var pon in pons.Where(pon => reading.Pons.All(known => !known.Pon.EndsWith($"/{pon}", StringComparison.Ordinal))))
        {
            var one = await ReadOnusAsync(string.Create(CultureInfo.InvariantCulture, $"{Auth}?select={pon}"), null, cancellationToken).ConfigureAwait(false);
            if (one is PollResult.Read { Reading: var more }) reading = OnuJoin.Beside(reading, more);
            else return one;
        }

        return new PollResult.Read(reading);
    }

    private async Task<PollResult> ReadOnusAsync(string path, string? select, CancellationToken cancellationToken)
    {
        var answer = await _session.GetAsync(path, select, cancellationToken).ConfigureAwait(false);
        return answer.Error is { } error ? new PollResult.Failed(error) : OnuPage.Parse(answer.Html);
    }

    [GeneratedRegex(@"<option[^>]{0,40}value\s*=\s*[""']?(?<number>\d{1,3})[""']?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex PonPattern();
}
