using System.Diagnostics;

namespace EdgeNoc.Collector.Backup;

/// <summary>Gives a backup to a program that takes it elsewhere, at its standard input.</summary>
internal static class BackupSender
{
    private const int MaxComplaint = 500;

    /// <exception cref="IOException">The backup cannot be read, or the program cannot be started, did not take all of it, or ended with an error.</exception>
    public static async Task SendAsync(IReadOnlyList<string> command, string file, string name, CancellationToken ct)
    {
        await using var box = File.OpenRead(file);
        var arguments = command.Skip(1).Select(word => word.Replace("{name}", name, StringComparison.Ordinal));
        using var program = Start(new ProcessStartInfo(command[0], arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true });
        var complaint = program.StandardError.ReadToEndAsync(ct);
        var isWhole = false;
        try
        {
            await using var input = program.StandardInput.BaseStream;
            await box.CopyToAsync(input, ct);
            isWhole = true;
        }
        catch (IOException)
        {
            // It ended before it had all: what it says is worth more.
        }

        await program.WaitForExitAsync(ct);
        var said = (await complaint).Trim();
        if (program.ExitCode != 0) throw new IOException($"{command[0]} ended with {program.ExitCode}: {(said.Length > MaxComplaint ? said[..MaxComplaint] : said)}");
        if (!isWhole) throw new IOException($"{command[0]} ended without an error and without having taken the whole backup: it has to read its standard input to the end");
    }

    private static Process Start(ProcessStartInfo info)
    {
        try
        {
            return Process.Start(info) ?? throw new IOException($"{info.FileName} cannot be started");
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new IOException($"{info.FileName} cannot be started: {error.Message}", error);
        }
    }
}
