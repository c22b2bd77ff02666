using System.Globalization;
using System.Text;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Capture;

/// <summary>Writes a capture: the answers, what this version makes of them, and pages that ask for the rest of the story.</summary>
internal static class CaptureFolder
{
    /// <summary>Writes a folder for each answer below an empty one, as the tests' captures have them, and returns their names.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, DeviceConfig device, PollResult result, IReadOnlyList<Exchange> exchanges, CaptureMask mask, DateTimeOffset at)
    {
        var names = new List<string>();
        foreach (var exchange in exchanges)
        {
            var name = Unused(names, Slug(exchange.Command));
            names.Add(name);
            var one = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            var answer = mask.Apply(exchange.Answer.Span, device.Driver.CustomerTexts(exchange.Answer));
            File.WriteAllBytes(Path.Combine(one, $"input.{exchange.FileEnding}"), answer);
            if (exchange.Head is { } head) File.WriteAllText(Path.Combine(one, "head.txt"), mask.Apply(head));
            File.WriteAllText(Path.Combine(one, "SOURCE.md"), Source(device, result, exchange, at));
            WriteExpected(one, device.Driver, exchange.Command, answer);
        }

        return names;
    }

    /// <summary>What this version makes of it: a start for whoever turns the capture into a test. What was asked is kept also where nothing was understood.</summary>
    private static void WriteExpected(string folder, DriverDefinition driver, string command, byte[] answer)
    {
        var known = driver.ParserOf(command);
        var parser = known ?? driver.Parsers.FirstOrDefault(any => !any.Name.StartsWith('/') && any.ParseAsked is null);
        if (known?.ParseAsked is not null || parser is null) File.WriteAllText(Path.Combine(folder, "command.txt"), command + "\n");
        else if (parser != driver.Parsers[0] || parser.Name.StartsWith('/')) File.WriteAllText(Path.Combine(folder, "command.txt"), parser.Name + "\n");
        if (parser?.ParseFor(command, answer) is PollResult.Read { Reading: var reading } && ReadingJson.Of(driver, reading) is { } records) File.WriteAllText(Path.Combine(folder, "expected.json"), records + "\n");
    }

    private static string Source(DeviceConfig device, PollResult result, Exchange exchange, DateTimeOffset at)
    {
        var facts = (result as PollResult.Read)?.Reading.Device;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Driver {device.Driver.Name}; model {Known(facts?.Model)}, firmware {Known(facts?.Version)}; `{exchange.Command}`, taken {at:yyyy-MM-dd} by the verb capture.\n\n");
        text.Append("Customers' names and accounts, serial numbers, tails of MAC addresses, public addresses and the login are masked, each always by the same stand-in.\n");
        if (result is PollResult.Failed { Error: var error }) text.Append(CultureInfo.InvariantCulture, $"\nThe poll ended with {error.Word}: {error.Detail}\n");
        return text.Append("\nWorth knowing: (what is special about this box, and what was wrong with what the driver made of it)\n").ToString();
    }

    private static string Known(string? text) => string.IsNullOrEmpty(text) ? "(which?)" : text;

    /// <summary><c>/onuOverview.asp?oltponno=0/1</c> as <c>onuOverview.asp_oltponno_0_1</c>.</summary>
    internal static string Slug(string command)
    {
        var slug = string.Concat(command.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter : '_')).Trim('_', '.');
        return slug.Length == 0 ? "answer" : slug.Length <= 80 ? slug : slug[..80];
    }

    private static string Unused(List<string> taken, string slug)
    {
        var name = slug;
        for (var number = 2; taken.Contains(name, StringComparer.OrdinalIgnoreCase); number++) name = string.Create(CultureInfo.InvariantCulture, $"{slug}-{number}");
        return name;
    }
}
