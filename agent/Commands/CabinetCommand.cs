using System.CommandLine;
using EdgeNoc.Agent.Cabinet;
using EdgeNoc.Agent.Cabinet.Page.Pin;
using EdgeNoc.Agent.Cabinet.Sticker;
using EdgeNoc.Agent.Cabinet.Walk;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Common.Config.Cabinet;

namespace EdgeNoc.Agent.Commands;

/// <summary>The verb <c>cabinet</c>: what is done at the cabinet itself. Exit 0 all well, 1 something is not, 2 the config is unusable.</summary>
internal static class CabinetCommand
{
    public static Command Create()
    {
        var test = new Command("test", "Show each lamp, sound the buzzer, read each contact, and ask what was seen");
        var config = Config(test);
        test.SetAction((parsed, cancellationToken) => WithAsync(parsed, config, (_, cabinet) => TestAsync(cabinet, parsed.InvocationConfiguration.Output, cancellationToken)));

        var dark = new Command("dark", "Switch lamps and buzzer off: for ExecStopPost=, since some kernels leave a line as it was when its agent died");
        var darkConfig = Config(dark);
        dark.SetAction((parsed, _) => WithAsync(parsed, darkConfig, (_, cabinet) => Task.FromResult(Dark(cabinet))));

        var sticker = new Command("sticker", "Print the sticker that tells the owner of the place what the lamp means, as a page of HTML");
        var stickerConfig = Config(sticker);
        var language = new Option<string?>("--language") { Description = "id, pt or en (default: the config's)" };
        language.AcceptOnlyFromAmong("id", "pt", "en");
        var file = new Option<FileInfo?>("--out") { Description = "where to (default: standard output)", HelpName = "FILE" };
        sticker.Add(language);
        sticker.Add(file);
        sticker.SetAction((parsed, cancellationToken) => WithAsync(parsed, stickerConfig, (agent, cabinet) => StickerAsync(agent, cabinet, parsed.GetValue(language), parsed.GetValue(file), parsed, cancellationToken)));
        return new Command("cabinet", "Lamps, buzzer, button, contacts and page") { test, dark, sticker, PinCommand.Create() };
    }

    private static Option<FileInfo> Config(Command command)
    {
        var config = new Option<FileInfo>("--config") { Description = "the site's config file", Required = true };
        command.Add(config);
        return config;
    }

    private static async Task<int> WithAsync(ParseResult parsed, Option<FileInfo> file, Func<AgentConfig, CabinetConfig, Task<int>> work)
    {
        var error = parsed.InvocationConfiguration.Error;
        var load = NamedConfig.Read(parsed.GetRequiredValue(file).FullName).Load;
        foreach (var problem in load.Errors) await error.WriteLineAsync($"error: {problem}").ConfigureAwait(false);
        if (load.Config is not { } agent) return 2;
        if (agent.Cabinet is { } cabinet) return await work(agent, cabinet).ConfigureAwait(false);
        await error.WriteLineAsync("error: the config has no section cabinet: write one that says which lamp hangs on which line").ConfigureAwait(false);
        return 2;
    }

    private static async Task<int> TestAsync(CabinetConfig cabinet, TextWriter output, CancellationToken cancellationToken)
    {
        using var hardware = PanelHardware.Open(cabinet, CabinetWork.Consumer);
        foreach (var fault in hardware.Faults) await output.WriteLineAsync($"✘ {fault}").ConfigureAwait(false);
        var lines = hardware.Bank.IsSimulated && hardware.Inputs.Count == 0 ? [] : await new CabinetWalk(cabinet, hardware, TimeProvider.System, Console.In, output).RunAsync(cancellationToken).ConfigureAwait(false);
        if (lines.Count == 0 && hardware.Faults.Count == 0) await output.WriteLineAsync("‼ nothing is wired: the config names no line and no LED, or the chip \"simulated\"").ConfigureAwait(false);
        foreach (var line in lines) await output.WriteLineAsync(line.ToString()).ConfigureAwait(false);
        return hardware.Faults.Count > 0 || lines.Any(line => line.Well == false) ? 1 : 0;
    }

    /// <summary>Taking the lines as outputs that are off and letting them go is all. Lines that a new agent holds already are its own business.</summary>
    private static int Dark(CabinetConfig cabinet)
    {
        using var hardware = PanelHardware.Open(cabinet, CabinetWork.Consumer);
        return 0;
    }

    private static async Task<int> StickerAsync(AgentConfig agent, CabinetConfig cabinet, string? language, FileInfo? file, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (cabinet.Phone is not { } phone)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync("error: cabinet.phone is missing: write the number that the owner of the place calls, such as \"+62 812-3456-7890\"").ConfigureAwait(false);
            return 2;
        }

        var page = StickerPage.Of(new StickerFacts(agent.Site, agent.Name, phone, language ?? agent.Language, cabinet.Page?.Address));
        if (file is null)
        {
            await parsed.InvocationConfiguration.Output.WriteAsync(page.AsMemory(), cancellationToken).ConfigureAwait(false);
            return 0;
        }

        await File.WriteAllTextAsync(file.FullName, page, cancellationToken).ConfigureAwait(false);
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"{file.FullName}: open it in a browser and print it at 100 %; it is as large as A7").ConfigureAwait(false);
        return 0;
    }
}
