namespace EdgeNoc.Agent.Devices.Ssh;

/// <summary>An answer without what is around it.</summary>
internal static class CliAnswer
{
    /// <summary>The lines between the echo and the prompt. What stands before the echo is of an earlier question, or of the box's log.</summary>
    public static string Clean(ReadOnlySpan<byte> raw, string command)
    {
        var lines = Terminal.Show(raw);
        var echo = 0;
        while (echo < lines.Count && !lines[echo].EndsWith(command, StringComparison.Ordinal)) echo++;
        var from = echo < lines.Count ? echo + 1 : 0;
        // The last line is the prompt.
        return string.Join('\n', lines.Skip(from).Take(lines.Count - 1 - from));
    }
}
