using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.ZteCli;

/// <summary>ZTE C300 and C320 by their command line: states of all ONUs at each poll; serial numbers and levels PON by PON at the optics interval.</summary>
internal sealed class ZteCliDriver(OltCliOptions options, string device, DriverContext context) : IDriver, ILevelKeeper, IPartShower
{
    private readonly CliLink _link = new(OltDialect.Opener(options, device, context), ["terminal length 0"], context.Recorder);
    private readonly OnuFacts _facts = new();
    private long? _opticsAsked;

    public static DriverDefinition Definition { get; } = new()
    {
        Name = "zte-cli",
        Kind = "olt",
        Vendor = "zte",
        ReadOptions = OltCliOptions.Read,
        Create = (device, context) => new ZteCliDriver((OltCliOptions)device.Options, device.Id, context),
        Parsers = ZteParsers.All,
        CustomerTexts = CliCustomerTexts.Find,
    };

    /// <inheritdoc/>
    public async Task<PollResult> PollAsync(CancellationToken cancellationToken)
    {
        var reply = await _link.AskAsync("show gpon onu state", cancellationToken).ConfigureAwait(false);
        if (reply.Error is { } error) return new PollResult.Failed(error);
        var result = ZteOnuState.Parse(reply.Answer);
        if (result is not PollResult.Read { Reading: var reading }) return result;
        if (_opticsAsked is not { } asked || context.Time.GetElapsedTime(asked) >= options.OpticsEvery)
        {
            _opticsAsked = context.Time.GetTimestamp();
            // C600 writes gpon_onu-1/1/1:1 and wants to be asked so.
            var prefix = reply.Answer.Lines.Any(line => line.Contains("gpon_onu-", StringComparison.Ordinal)) ? "gpon_olt-" : "gpon-olt_";
            foreach (var pon in reading.Pons) reading = await AskPonAsync(reading, pon.Pon, prefix + pon.Pon, cancellationToken).ConfigureAwait(false);
        }

        return new PollResult.Read(_facts.Complete(reading));
    }

    /// <inheritdoc/>
    public void ReadLevelsNext() => _opticsAsked = null;

    /// <inheritdoc/>
    public Task<ShowResult> ShowAsync(ShownPart part, CancellationToken cancellationToken) => part is ShownPart.OfInterface { Name: var name } && ZteShow.QuestionOf(name) is { } question
        ? CliShow.AskAsync(_link, question, cancellationToken)
        : Task.FromResult<ShowResult>(ShowResult.NotAsked("a ZTE OLT is asked for an ONU or a PON", "write the ONU as 1/1/3:17 or the PON as 1/1/3; for everything else use the command poll with a part"));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _link.DisposeAsync();

    /// <summary>What the box does not know, or says of nobody, costs the states nothing.</summary>
    private async Task<Reading> AskPonAsync(Reading reading, string pon, string port, CancellationToken cancellationToken)
    {
        if (await ReadAsync($"show gpon onu baseinfo {port}", ZteBaseInfo.Parse, cancellationToken).ConfigureAwait(false) is { } box) _facts.Learn(pon, box.Onus);
        foreach (var (question, parse) in new (string, Func<CommandAnswer, PollResult>)[] { ("onu-rx", ZtePower.ParseOnuRx), ("onu-tx", ZtePower.ParseOnuTx), ("olt-rx", ZtePower.ParseOltRx) })
        {
            if (await ReadAsync($"show pon power {question} {port}", parse, cancellationToken).ConfigureAwait(false) is { } levels) reading = OnuJoin.Onto(reading, levels);
        }

        return reading;
    }

    private async Task<Reading?> ReadAsync(string command, Func<CommandAnswer, PollResult> parse, CancellationToken cancellationToken)
    {
        var reply = await _link.AskAsync(command, cancellationToken).ConfigureAwait(false);
        return reply.Error is null && parse(reply.Answer) is PollResult.Read { Reading: var reading } ? reading : null;
    }
}
