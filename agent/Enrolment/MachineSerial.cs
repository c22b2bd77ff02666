namespace EdgeNoc.Agent.Enrolment;

/// <summary>What tells this machine from another with the same card: a Raspberry Pi's serial number, elsewhere systemd's machine id.</summary>
internal static class MachineSerial
{
    private const int MaxLength = 64;

    /// <param name="root">The root folder; a test has its own.</param>
    /// <returns><c>unknown</c> where nothing says it: then nobody can tell machines apart.</returns>
    public static string Read(string root = "/") =>
        Clean(FirstLine(Path.Combine(root, "sys/firmware/devicetree/base/serial-number")))
        ?? Clean(OfProcessor(Path.Combine(root, "proc/cpuinfo")))
        ?? Clean(FirstLine(Path.Combine(root, "etc/machine-id")))
        ?? "unknown";

    private static string? OfProcessor(string path) =>
        Lines(path).LastOrDefault(line => line.StartsWith("Serial", StringComparison.Ordinal))?.Split(':', 2) is [_, var serial] ? serial : null;

    private static string? FirstLine(string path) => Lines(path).FirstOrDefault();

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // The device tree ends its texts with a zero; early boards say only zeros.
    private static string? Clean(string? text)
    {
        var kept = string.Concat((text ?? "").Where(char.IsAsciiLetterOrDigit).Take(MaxLength)).ToLowerInvariant();
        return kept.Trim('0').Length == 0 ? null : kept;
    }
}
