using System.Diagnostics;
using System.Globalization;

namespace EdgeNoc.Collector.Backup;

/// <summary>Debian's tar: it keeps owners by name and modes, as a restored machine needs them.</summary>
internal static class Tar
{
    /// <summary>Runs it with one of its ends at a stream of ours. Null, or what it complained of.</summary>
    public static async Task<string?> RunAsync(IReadOnlyList<string> arguments, Func<Stream, Task>? write, Func<Stream, Task>? read, CancellationToken ct)
    {
        using var tar = Process.Start(new ProcessStartInfo("tar", arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new IOException("tar cannot be started");
        var complaint = tar.StandardError.ReadToEndAsync(ct);
        var writing = Task.Run(
            async () =>
            {
                await using var input = tar.StandardInput.BaseStream;
                if (write is not null) await write(input);
            },
            ct);
        IOException? broken = null;
        try
        {
            if (read is not null) await read(tar.StandardOutput.BaseStream);
            await writing;
        }
        catch (IOException error)
        {
            // Either end of the pipe: when tar ended before it had all, what it says is worth more.
            broken = error;
        }
        finally
        {
            if (broken is not null || !writing.IsCompletedSuccessfully) tar.Kill();
        }

        await tar.WaitForExitAsync(ct);
        if (tar.ExitCode == 0 && broken is null) return null;
        return (await complaint).Trim() is { Length: > 0 } said ? said : broken?.Message ?? string.Create(CultureInfo.InvariantCulture, $"tar ended with {tar.ExitCode}");
    }
}
