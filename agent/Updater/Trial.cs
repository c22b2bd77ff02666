using System.Globalization;

namespace EdgeNoc.Agent.Updater;

/// <summary>That a version is on trial: as long as the file is there the service's guard counts its starts, and goes back by itself after too many of them or in another boot.</summary>
/// <remarks>Lines of <c>name=value</c>, for a shell reads them too (<c>provisioning/deb/agent/guard</c>). To commit is to remove this file: one step, which is done or not done.</remarks>
/// <param name="Version">On trial.</param>
/// <param name="From">What to go back to.</param>
/// <param name="BootId">The kernel's boot that the trial is in.</param>
internal sealed record Trial(string Version, string From, string BootId)
{
    public int Starts { get; init; }

    /// <summary>The guard went back: <c>crash_loop</c> or <c>rebooted</c>.</summary>
    public string? Back { get; init; }

    public static Trial? Read(string path)
    {
        if (!File.Exists(path)) return null;
        var lines = File.ReadAllLines(path).Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2).ToLookup(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        string? Value(string name) => lines[name].FirstOrDefault() is { Length: > 0 } value ? value : null;
        return new Trial(Value("version") ?? "", Value("from") ?? "", Value("boot") ?? "")
        {
            Starts = int.TryParse(Value("starts"), CultureInfo.InvariantCulture, out var starts) ? starts : 0,
            Back = Value("back"),
        };
    }

    public void Write(string path) => Durable.Write(path, string.Create(
        CultureInfo.InvariantCulture, $"version={Version}\nfrom={From}\nboot={BootId}\nstarts={Starts}\nback={Back}\n"));
}
