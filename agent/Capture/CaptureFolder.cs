using System.Globalization;
using System.Text;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Capture;

/// <summary>Writes a capture: a file an answer, the heads, and a page that asks for the rest of the story.</summary>
internal static class CaptureFolder
{
    /// <summary>Writes into an empty folder and returns the names of the files.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, DeviceConfig device, PollResult result, IReadOnlyList<Exchange> exchanges, CaptureMask mask, DateTimeOffset at)
    {
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        var heads = new StringBuilder();
        foreach (var exchange in exchanges)
        {
            var name = exchanges.Count == 1 ? $"input.{exchange.FileEnding}" : Unused(files, Slug(exchange.Command), exchange.FileEnding);
            files.Add(name);
            File.WriteAllBytes(Path.Combine(folder, name), mask.Apply(exchange.Answer.Span, device.Driver.CustomerTexts(exchange.Answer)));
            if (exchange.Head is { } head) heads.Append(CultureInfo.InvariantCulture, $"{exchange.Command}\n{mask.Apply(head).TrimEnd()}\n\n");
        }

        if (heads.Length > 0) File.WriteAllText(Path.Combine(folder, "heads.txt"), heads.ToString());
        File.WriteAllText(Path.Combine(folder, "SOURCE.md"), Source(device, result, exchanges, files, at));
        return files;
    }

    private static string Source(DeviceConfig device, PollResult result, IReadOnlyList<Exchange> exchanges, List<string> files, DateTimeOffset at)
    {
        var facts = (result as PollResult.Read)?.Reading.Device;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Driver {device.Driver.Name}; model {Known(facts?.Model)}, firmware {Known(facts?.Version)}; taken {at:yyyy-MM-dd} by the verb capture.\n\n");
        text.Append("Customers' names and accounts, serial numbers, tails of MAC addresses, public addresses and the login are masked, each always by the same stand-in.\n\n");
        foreach (var (exchange, file) in exchanges.Zip(files)) text.Append(CultureInfo.InvariantCulture, $"- `{file}`: {exchange.Command}\n");
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

    private static string Unused(List<string> files, string slug, string ending)
    {
        var name = $"{slug}.{ending}";
        for (var number = 2; files.Contains(name, StringComparer.OrdinalIgnoreCase); number++) name = string.Create(CultureInfo.InvariantCulture, $"{slug}-{number}.{ending}");
        return name;
    }
}
