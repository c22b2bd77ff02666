using System.Globalization;
using System.Text.RegularExpressions;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.SmartAxCli;

/// <summary>Huawei MA5600 and MA5800 by their command line: one summary a board (or a port) at each poll, which holds states, serial numbers and levels; the box itself at the optics interval.</summary>
internal sealed partial class SmartAxCliDriver(OltCliOptions options, string device, DriverContext context) : IDriver, IPartShower
{
    private const int MaxPorts = 16;

    private readonly CliLink _link = new(OltDialect.Opener(options, device, context), ["enable", "screen-length 0 temporary"], context.Recorder);
    private List<string>? _places;
    private long? _boxAsked;

    public static DriverDefinition Definition { get; } = new()
    {
        Name = "smartax-cli",
        Kind = "olt",
        Vendor = "huawei",
        ReadOptions = OltCliOptions.Read,
        Create = (device, context) => new SmartAxCliDriver((OltCliOptions)device.Options, device.Id, context),
        Parsers = SmartAxParsers.All,
        CustomerTexts = CliCustomerTexts.Find,
    };

    /// <inheritdoc/>
    public async Task<PollResult> PollAsync(CancellationToken cancellationToken)
    {
        var (places, boards) = (_places, (IReadOnlyList<BoardRecord>)[]);
        var isDue = _boxAsked is not { } asked || context.Time.GetElapsedTime(asked) >= options.OpticsEvery;
        if (places is null || isDue)
        {
            var reply = await _link.AskAsync("display board 0", cancellationToken).ConfigureAwait(false);
            if (reply.Error is { } error) return new PollResult.Failed(error);
            if (SmartAxBox.ParseBoards(reply.Answer) is not PollResult.Read { Reading: var found }) return SmartAxBox.ParseBoards(reply.Answer);
            boards = found.Boards;
            places ??= Places(reply.Answer);
        }

        var (reading, failure) = await ReadAllAsync(places, cancellationToken).ConfigureAwait(false);
        if (failure is not null) return new PollResult.Failed(failure);
        if (!isDue) return new PollResult.Read(reading!);
        _boxAsked = context.Time.GetTimestamp();
        return new PollResult.Read(reading! with { Boards = boards, Device = await AskBoxAsync(cancellationToken).ConfigureAwait(false) });
    }

    /// <inheritdoc/>
    public Task<ShowResult> ShowAsync(ShownPart part, CancellationToken cancellationToken) => part is ShownPart.OfInterface { Name: var name } && SmartAxShow.QuestionOf(name) is { } question
        ? CliShow.AskAsync(_link, question, cancellationToken)
        : Task.FromResult<ShowResult>(ShowResult.NotAsked("a SmartAX OLT is asked for an ONT or a port", "write the ONT as 0/1/3:17 or the port as 0/1/3; for everything else use the command poll with a part"));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private static List<string> Places(CommandAnswer answer)
    {
        var boards = SmartAxBox.Boards(answer);
        var serving = boards.Where(board => PonBoardPattern().IsMatch(board.Name)).ToList();
        // A board whose name nobody knows may carry PONs as well.
        return [.. (serving.Count > 0 ? serving : [.. boards]).Select(board => string.Create(CultureInfo.InvariantCulture, $"0/{board.Slot}"))];
    }

    /// <summary>The first round finds out whether the box takes a board or wants each port; what a place does not have is left out from then on.</summary>
    private async Task<(Reading? Reading, PollError? Error)> ReadAllAsync(List<string> places, CancellationToken cancellationToken)
    {
        var (reading, good, refusal) = (new Reading(), new List<string>(), (PollError?)null);
        foreach (var place in places)
        {
            var (result, reached) = await ReadPlaceAsync(place, cancellationToken).ConfigureAwait(false);
            if (!reached) return (null, ((PollResult.Failed)result).Error);
            if (result is PollResult.Read { Reading: var one })
            {
                reading = OnuJoin.Beside(reading, one);
                good.Add(place);
                continue;
            }

            refusal ??= ((PollResult.Failed)result).Error;
            if (_places is not null || place.Count(letter => letter == '/') > 1) continue;
            for (var port = 0; port < MaxPorts; port++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{place}/{port}");
                (result, reached) = await ReadPlaceAsync(name, cancellationToken).ConfigureAwait(false);
                if (!reached) return (null, ((PollResult.Failed)result).Error);
                if (result is not PollResult.Read { Reading: var single }) break;
                reading = OnuJoin.Beside(reading, single);
                good.Add(name);
            }
        }

        if (good.Count == 0) return (null, refusal ?? AnswerErrors.Without(new("display board 0", []), "boards with PONs"));
        _places ??= good;
        return (reading with { CompletePons = reading.CompletePons ?? reading.Pons.Select(pon => pon.Pon).ToHashSet(StringComparer.Ordinal) }, null);
    }

    private async Task<(PollResult Result, bool Reached)> ReadPlaceAsync(string place, CancellationToken cancellationToken)
    {
        var reply = await _link.AskAsync($"display ont info summary {place}", cancellationToken).ConfigureAwait(false);
        return reply.Error is { } error ? (new PollResult.Failed(error), false) : (OntSummary.Parse(reply.Answer), true);
    }

    private async Task<DeviceRecord?> AskBoxAsync(CancellationToken cancellationToken)
    {
        var version = await AskDeviceAsync("display version", SmartAxBox.ParseVersion, cancellationToken).ConfigureAwait(false);
        if (version?.UptimeS is not null) return version;
        var uptime = await AskDeviceAsync("display sysuptime", SmartAxBox.ParseUptime, cancellationToken).ConfigureAwait(false);
        return version is null ? uptime : version with { UptimeS = uptime?.UptimeS };
    }

    private async Task<DeviceRecord?> AskDeviceAsync(string command, Func<CommandAnswer, PollResult> parse, CancellationToken cancellationToken)
    {
        var reply = await _link.AskAsync(command, cancellationToken).ConfigureAwait(false);
        return reply.Error is null && parse(reply.Answer) is PollResult.Read { Reading.Device: var box } ? box : null;
    }

    // H805GPBD, H806GPFD, H901GPHF, H902XGSF, H808EPSD
    [GeneratedRegex(@"^H\d{3}(?:GP|EP|XG|XE|CG|TW)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PonBoardPattern();
}
