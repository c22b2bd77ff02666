namespace EdgeNoc.Agent.Devices.HiosoEpon;

/// <summary>EPON OLTs sold as Hioso HA7304, FIT FNCS4000 and others: one web page with all ONUs of all PONs.</summary>
internal sealed class HiosoEponDriver(HiosoEponOptions options, TimeProvider time, IExchangeRecorder? recorder = null) : IDriver
{
    private const string AllOnus = "/onuAllPonOnuList.asp";
    private const int Attempts = 3;

    private readonly OltWebClient _web = new(options, recorder);

    public static DriverDefinition Definition { get; } = new()
    {
        Name = "hioso-epon",
        Kind = "olt",
        Vendor = "hioso",
        ReadOptions = HiosoEponOptions.Read,
        Create = (device, context) => new HiosoEponDriver((HiosoEponOptions)device.Options, context.Time, context.Recorder),
        Parsers = [new("onu-table", page => OnuTablePage.Parse(page.Span))],
        CustomerTexts = CaptureTexts.Find,
    };

    /// <inheritdoc/>
    public async Task<PollResult> PollAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await _web.GetAsync(AllOnus, cancellationToken).ConfigureAwait(false);
            if (answer.Error is { } error) return new PollResult.Failed(error);
            var result = OnuTablePage.Parse(answer.Body, answer.Charset);
            // The page sometimes comes without its array, and is whole a moment later.
            if (result is not PollResult.Failed { Error.Kind: PollErrorKind.ParseFailed } || attempt == Attempts) return result;
            await Task.Delay(options.Gap, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _web.Dispose();
        return ValueTask.CompletedTask;
    }
}
