using System.Globalization;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.HiosoCli;

/// <summary>Hioso EPON OLTs whose web interface is off, by telnet: one list a PON at each poll, levels of some ONUs in turn, for each of them is a question of its own.</summary>
internal sealed class HiosoCliDriver(OltCliOptions options, string device, DriverContext context) : IDriver, IPartShower
{
    private const int MaxPons = 16;

    /// <summary>Levels asked for in one poll: the boxes' processors are small.</summary>
    private const int LevelsAPoll = 16;

    private readonly CliLink _link = new(OltDialect.Opener(options, device, context), ["enable"], context.Recorder);
    private List<string>? _pons;
    private int _nextLevel;
    private long? _boxAsked;

    public static DriverDefinition Definition { get; } = new()
    {
        Name = "hioso-cli",
        Kind = "olt",
        Vendor = "hioso",
        ReadOptions = OltCliOptions.ReadTelnet,
        Create = (device, context) => new HiosoCliDriver((OltCliOptions)device.Options, device.Id, context),
        Parsers = HiosoCliParsers.All,
        CustomerTexts = CliCustomerTexts.Find,
    };

    /// <inheritdoc/>
    public async Task<PollResult> PollAsync(CancellationToken cancellationToken)
    {
        var result = _pons is { } known ? await ReadAsync(known, cancellationToken).ConfigureAwait(false) : await FindAsync(cancellationToken).ConfigureAwait(false);
        if (result is not PollResult.Read { Reading: var reading }) return result;
        reading = await AddLevelsAsync(reading, cancellationToken).ConfigureAwait(false);
        if (_boxAsked is not { } asked || context.Time.GetElapsedTime(asked) >= options.OpticsEvery)
        {
            _boxAsked = context.Time.GetTimestamp();
            reading = reading with { Device = await AskBoxAsync(cancellationToken).ConfigureAwait(false) };
        }

        return new PollResult.Read(reading);
    }

    /// <inheritdoc/>
    public Task<ShowResult> ShowAsync(ShownPart part, CancellationToken cancellationToken) => part is ShownPart.OfInterface { Name: var name } && HiosoCliShow.QuestionOf(name) is { } question
        ? CliShow.AskAsync(_link, question, cancellationToken)
        : Task.FromResult<ShowResult>(ShowResult.NotAsked("this OLT is asked for the levels of an ONU or the list of a PON", "write the ONU as 0/1:17 or the PON as 0/1; for everything else use the command poll with a part"));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _link.DisposeAsync();

    /// <summary>Some models call their PONs 0/1, 0/2, others 1/1, 1/2: which, and how many, shows by asking.</summary>
    private async Task<PollResult> FindAsync(CancellationToken cancellationToken)
    {
        PollResult? refusal = null;
        foreach (var board in new[] { "0", "1" })
        {
            var (reading, found) = (new Reading(), new List<string>());
            for (var number = 1; number <= MaxPons; number++)
            {
                var pon = string.Create(CultureInfo.InvariantCulture, $"{board}/{number}");
                var (one, reached) = await ReadPonAsync(pon, cancellationToken).ConfigureAwait(false);
                if (!reached) return one;
                if (one is not PollResult.Read { Reading: var onus })
                {
                    refusal ??= one;
                    break;
                }

                found.Add(pon);
                reading = OnuJoin.Beside(reading, onus);
            }

            if (found.Count == 0) continue;
            _pons = found;
            return new PollResult.Read(reading);
        }

        return refusal!;
    }

    private async Task<PollResult> ReadAsync(List<string> pons, CancellationToken cancellationToken)
    {
        var reading = new Reading { CompletePons = new HashSet<string>(StringComparer.Ordinal) };
        PollResult? failure = null;
        foreach (var pon in pons)
        {
            var (one, reached) = await ReadPonAsync(pon, cancellationToken).ConfigureAwait(false);
            if (!reached) return one;
            // What hangs on a PON that cannot be read is unknown now, not gone.
            if (one is PollResult.Read { Reading: var onus }) reading = OnuJoin.Beside(reading, onus);
            else failure ??= one;
        }

        return reading.Pons.Count == 0 && failure is not null ? failure : new PollResult.Read(reading);
    }

    private async Task<(PollResult Result, bool Reached)> ReadPonAsync(string pon, CancellationToken cancellationToken)
    {
        var reply = await _link.AskAsync($"show onu info epon {pon} all", cancellationToken).ConfigureAwait(false);
        if (reply.Error is { } error) return (new PollResult.Failed(error), false);
        var result = AnswerErrors.Refusal(reply.Answer) is { } refusal ? new PollResult.Failed(refusal) : HiosoCliOnus.Parse(reply.Answer);
        return (result is PollResult.Read { Reading: { Pons.Count: 0 } empty } ? new PollResult.Read(empty with { Pons = [new PonRecord { Pon = pon, Total = 0, Online = 0, Offline = 0, PowerOff = 0, Los = 0 }] }) : result, true);
    }

    private async Task<Reading> AddLevelsAsync(Reading reading, CancellationToken cancellationToken)
    {
        var up = reading.Onus.Where(onu => onu.Status == OnuStatus.Up).ToList();
        for (var asked = 0; asked < Math.Min(LevelsAPoll, up.Count); asked++)
        {
            var onu = up[_nextLevel++ % up.Count];
            var reply = await _link.AskAsync($"show onu optical-ddm epon {onu.Pon} {onu.Onu}", cancellationToken).ConfigureAwait(false);
            if (reply.Error is not null) return reading;
            if (HiosoCliOptics.Parse(reply.Answer) is PollResult.Read { Reading: var levels }) reading = OnuJoin.Onto(reading, levels);
        }

        _nextLevel = up.Count == 0 ? 0 : _nextLevel % up.Count;
        return reading;
    }

    private async Task<DeviceRecord?> AskBoxAsync(CancellationToken cancellationToken)
    {
        var box = new DeviceRecord();
        foreach (var command in new[] { "show version", "show system", "show process cpu" })
        {
            var reply = await _link.AskAsync(command, cancellationToken).ConfigureAwait(false);
            if (reply.Error is null && HiosoCliBox.Parse(reply.Answer) is PollResult.Read { Reading.Device: { } said })
                box = box with { Identity = box.Identity ?? said.Identity, Version = box.Version ?? said.Version, UptimeS = box.UptimeS ?? said.UptimeS, CpuPct = box.CpuPct ?? said.CpuPct };
        }

        return box == new DeviceRecord() ? null : box;
    }
}
