using EdgeNoc.Agent.Cabinet.Outputs;
using EdgeNoc.Agent.Cabinet.Patterns;
using EdgeNoc.Common.Config.Cabinet;

namespace EdgeNoc.Agent.Cabinet.Walk;

/// <summary>Shows each lamp alone, sounds the buzzer, reads each contact, and asks whoever stands there what was seen.</summary>
/// <param name="config">What is wired.</param>
/// <param name="hardware">What of it is there.</param>
/// <param name="time">For the rhythm.</param>
/// <param name="input">The answers, a line each.</param>
/// <param name="output">The questions.</param>
internal sealed class CabinetWalk(CabinetConfig config, PanelHardware hardware, TimeProvider time, TextReader input, TextWriter output)
{
    private static readonly string[] Yes = ["y", "yes", "ya", "iya", "s", "sim", "j", "ja"];

    /// <summary>Walks; each line says what came of one part.</summary>
    public async Task<IReadOnlyList<WalkLine>> RunAsync(CancellationToken cancellationToken)
    {
        var lines = new List<WalkLine>();
        using var player = new PatternPlayer(time, hardware.Bank);
        foreach (var (outlet, name, lamp) in PanelHardware.Lamps(config).Where(lamp => lamp.Lamp is not { Line: null, Led: null }))
        {
            player.Show(Alone(outlet), Blinks.Off);
            lines.Add(await AskAsync($"lamp {name}", $"{name.ToUpperInvariant()} ({Place(lamp)}) blinks now, slowly and alone. Do you see that?", "look at the lamp, its resistor and its wire, at its line in the config, and whether active_low is right", cancellationToken).ConfigureAwait(false));
        }

        if (config.Buzzer.Line is { } line)
        {
            player.Show(PanelState.All(LampPattern.Off), Blinks.Beep);
            lines.Add(await AskAsync("buzzer", $"The buzzer (line {line}) beeps now. Do you hear it?", "look at its wire and its transistor, at its line in the config, and whether active_low is right", cancellationToken).ConfigureAwait(false));
        }

        player.Show(PanelState.All(LampPattern.Off), Blinks.Off);
        for (var index = 0; index < hardware.Inputs.Count; index++) lines.Add(await SwitchAsync(index, cancellationToken).ConfigureAwait(false));
        return lines;
    }

    private async Task<WalkLine> AskAsync(string part, string question, string remedy, CancellationToken cancellationToken)
    {
        var answer = await AnswerAsync($"{question} [y/n] ", cancellationToken).ConfigureAwait(false);
        if (answer is null) return new WalkLine(part, null, "nobody answered");
        return Yes.Contains(answer, StringComparer.OrdinalIgnoreCase) ? new WalkLine(part, true, "seen or heard") : new WalkLine(part, false, remedy);
    }

    private async Task<WalkLine> SwitchAsync(int index, CancellationToken cancellationToken)
    {
        var name = hardware.Inputs[index];
        var isButton = name == PanelHardware.Button;
        var part = isButton ? "button" : $"contact {name}";
        if (IsClosed(index) is not { } before) return new WalkLine(part, false, "it cannot be read any more: was the chip unplugged?");
        var now = isButton ? (before ? "pressed" : "not pressed") : $"{(before ? "closed" : "open")}, which means {(before == config.Contacts[name].AlarmWhenClosed ? "trouble" : "all is well")}";
        var answer = await AnswerAsync($"{(isButton ? "The button" : $"Contact {name}")} is {now}. {(isButton ? "Hold it" : "Switch it, keep it so")} and press Enter, or type skip: ", cancellationToken).ConfigureAwait(false);
        if (answer is null or "skip") return new WalkLine(part, null, answer is null ? "nobody answered" : "skipped");
        return IsClosed(index) != before
            ? new WalkLine(part, true, $"changed to {(before ? "open" : "closed")}")
            : new WalkLine(part, false, $"still {(before ? "closed" : "open")}: look at its wire and clamp, and at its line and bias in the config");
    }

    private bool? IsClosed(int index) => hardware.Lines?.Get() is { } levels ? (levels & (1UL << index)) != 0 : null;

    /// <summary>Trimmed; null when nobody is there to answer.</summary>
    private async Task<string?> AnswerAsync(string question, CancellationToken cancellationToken)
    {
        await output.WriteAsync(question.AsMemory(), cancellationToken).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        var answer = (await input.ReadLineAsync(cancellationToken).ConfigureAwait(false))?.Trim();
        if (answer is null) await output.WriteLineAsync().ConfigureAwait(false);
        return answer;
    }

    private static PanelState Alone(Outlets outlet)
    {
        LampPattern Of(Outlets lamp) => lamp == outlet ? LampPattern.SlowBlink : LampPattern.Off;
        return new PanelState(Of(Outlets.Owner), Of(Outlets.Uplink), Of(Outlets.Devices), Of(Outlets.Alarm));
    }

    private static string Place(LampConfig lamp) =>
        lamp is { Line: { } line, Led: { } led } ? $"line {line} and {led}" : lamp.Line is { } only ? $"line {only}" : lamp.Led!;
}

/// <summary>What came of a part.</summary>
/// <param name="Part"><c>lamp owner</c>, <c>buzzer</c>, <c>contact mains</c>, <c>button</c>.</param>
/// <param name="Well">Null when nobody said.</param>
/// <param name="Detail">What was seen, or what to do.</param>
internal sealed record WalkLine(string Part, bool? Well, string Detail)
{
    public override string ToString() => $"{(Well switch { true => '✔', null => '‼', _ => '✘' })} {Part,-20} {Detail}";
}
