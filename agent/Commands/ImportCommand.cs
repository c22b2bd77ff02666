using System.CommandLine;
using System.Globalization;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Import;
using EdgeNoc.Common.Import;

namespace EdgeNoc.Agent.Commands;

/// <summary><c>import FILE</c>: a list of ONTs to an entry for the config, with a report of what is wrong in the list. Exit 0 all taken, 1 something was refused, 2 unusable.</summary>
internal static class ImportCommand
{
    private const int MaxBytes = 64 * 1024 * 1024;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "a list with id, name, location, latitude, longitude, address, or the names older systems gave them" };
        var format = new Option<string?>("--format") { Description = "csv or json; default: by the file's beginning" };
        format.AcceptOnlyFromAmong("csv", "json");
        var driver = new Option<string>("--driver") { Description = "what the entry is for", DefaultValueFactory = _ => "ping" };
        driver.AcceptOnlyFromAmong("ping");
        var target = new Option<string?>("--out") { Description = "write the entry there instead of showing it; never over a file that is there", HelpName = "FILE" };
        var command = new Command("import", "Make an entry for the config from a list of ONTs") { file, format, driver, target };
        command.SetAction(result => Run(result.GetValue(file)!, result.GetValue(format), result.GetValue(target), result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(string file, string? format, string? target, TextWriter output, TextWriter error)
    {
        if (target is not null && File.Exists(target)) return Misuse(error, $"{target} is there already: name another file, or move it away");
        if (!TryRead(file, out var text, out var problem)) return Misuse(error, problem);
        var list = (format ?? Guess(text)) == "json" ? JsonList.Read(text) : CsvList.Read(text);
        if (list.Unusable is { } unusable) return Misuse(error, $"{file}: {unusable}");

        var (targets, findings) = ImportCheck.Judge(list);
        var name = Path.GetFileName(file);
        foreach (var finding in findings) error.WriteLine(finding.Text(name));
        var refused = findings.Count(finding => finding.Mark == ImportMark.Refused);
        var total = list.Rows.Count + list.Findings.Count;
        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {targets.Count} of {total} rows taken, {refused} refusals, {findings.Count - refused} remarks"));
        if (targets.Count == 0) return 1;

        var entry = TargetSnippet.Write(targets);
        if (target is null) output.Write(entry);
        else if (!TryWrite(target, entry, out problem)) return Misuse(error, problem);
        else error.WriteLine($"written to {target}: put it into the list \"devices\" of the config");
        return refused > 0 ? 1 : 0;
    }

    private static string Guess(string text) => text.AsSpan().TrimStart() is { Length: > 0 } start && start[0] is '[' or '{' ? "json" : "csv";

    private static bool TryRead(string file, out string text, out string problem)
    {
        (text, problem) = ("", "");
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > MaxBytes })
            {
                problem = $"{file} is larger than 64 MB: split it";
                return false;
            }

            text = ImportText.Decode(File.ReadAllBytes(file));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"{file} cannot be read ({exception.Message}): check the path";
            return false;
        }
    }

    private static bool TryWrite(string file, string text, out string problem)
    {
        problem = "";
        try
        {
            // Between the look before and this moment somebody may have made it.
            using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
            using var writer = new StreamWriter(stream);
            writer.Write(text);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"{file} cannot be written ({exception.Message}): name another file";
            return false;
        }
    }

    private static int Misuse(TextWriter error, string problem)
    {
        error.WriteLine($"import: {problem}");
        return 2;
    }
}
