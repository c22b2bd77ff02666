using System.CommandLine;

namespace EdgeNoc.Agent.Cabinet.Page.Pin;

/// <summary><c>cabinet pin FILE</c>: asks for a PIN and writes its hash, which the config names in <c>cabinet.page.pin_file</c>.</summary>
internal static class PinCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "where the hash goes; replaced when it is there" };
        var command = new Command("pin", "Set the PIN of the cabinet's page") { file };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file).FullName, Console.In, Console.Out, Console.Error));
        return command;
    }

    internal static int Run(string path, TextReader input, TextWriter output, TextWriter error)
    {
        output.Write($"new PIN ({PinRule.MinDigits} to {PinRule.MaxDigits} digits): ");
        var pin = Line(input, output);
        if (PinRule.Problem(pin) is { } problem)
        {
            error.WriteLine($"error: {problem}");
            return 2;
        }

        output.Write("once more: ");
        if (Line(input, output) != pin)
        {
            error.WriteLine("error: the two are not the same; nothing is changed");
            return 2;
        }

        try
        {
            Write(path, PinHash.Of(pin).ToString());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"error: {path} cannot be written: {failure.Message}; name a file in a folder that the agent's user may read");
            return 1;
        }

        output.WriteLine($"{path} holds the PIN's hash; the agent's user has to be able to read it. A running agent takes it at once, and whoever was in has to type it anew.");
        return 0;
    }

    private static string Line(TextReader input, TextWriter output)
    {
        if (!ReferenceEquals(input, Console.In) || Console.IsInputRedirected) return input.ReadLine() ?? "";

        // On a terminal the digits are shown to nobody who looks over the shoulder.
        var typed = new List<char>();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace) typed.Add(key.KeyChar);
            else if (typed.Count > 0) typed.RemoveAt(typed.Count - 1);
        }

        output.WriteLine();
        return string.Concat(typed);
    }

    // Whole or not at all, and never readable by others on the way.
    private static void Write(string path, string line)
    {
        var draft = $"{path}.new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new StreamWriter(draft, options)) stream.WriteLine(line);
        File.Move(draft, path, overwrite: true);
    }
}
