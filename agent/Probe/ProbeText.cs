using System.Globalization;

namespace EdgeNoc.Agent.Probe;

/// <summary>What a probe tells: what was seen, what it is, what to write into the config or what to do else.</summary>
internal static class ProbeText
{
    /// <param name="seen">What was seen.</param>
    /// <param name="guess">What it is.</param>
    /// <param name="drivers">The drivers of this version.</param>
    public static IEnumerable<string> Of(Observation seen, Guess? guess, IEnumerable<string> drivers)
    {
        yield return $"{seen.Address}: ping {(seen.AnswersPing switch { true => "answered", false => "not answered", null => "not tried (no CAP_NET_RAW)" })}, open ports: {(seen.OpenPorts.Count == 0 ? "none of those tried" : string.Join(", ", seen.OpenPorts))}";
        foreach (var (port, banner) in seen.Banners) yield return $"  {port}: {Classifier.Short(banner)}";
        foreach (var page in seen.Pages) yield return $"  {page.Port}: {Page(page)}";
        var id = Id(guess);
        if (guess is { Driver: { } driver } && drivers.Contains(driver, StringComparer.Ordinal))
        {
            yield return $"this looks like {guess.What} ({guess.Because}): use {driver}";
            yield return $"  {guess.Snippet(id)!.Replace("ID.pw", $"/etc/edgenoc/{id}.pw", StringComparison.Ordinal)}";
        }
        else if (guess is not null)
        {
            yield return $"this looks like {guess.What} ({guess.Because}): this version has no driver for it";
            yield return Ask;
        }
        else if (seen.OpenPorts.Count == 0 && seen.AnswersPing == true)
        {
            yield return "it answers ping and nothing else: as an ONT or any other host it can be watched with ping";
            yield return $"  {{ \"driver\": \"ping\", \"group\": \"onts\", \"targets\": [ {{ \"id\": \"ont-001\", \"address\": \"{seen.Address}\" }} ] }}";
        }
        else if (seen.OpenPorts.Count == 0)
        {
            yield return "nothing answers: check address, cable, VLAN and power, and try a management port of your own with --port";
        }
        else
        {
            yield return "this is no box that this version knows";
            yield return Ask;
        }
    }

    private const string Ask = "  to have it known, send in what stands above, the box's model and firmware, and a saved page or session of it without passwords; with ping it can be watched at once";

    private static string Id(Guess? guess) => guess?.Driver switch { "mikrotik" => "router-1", "ne8000" => "ne-1", _ => "olt-1" };

    private static string Page(WebPage page)
    {
        var parts = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{(page.Tls ? "https" : "http")} {page.Status}") };
        if (page.Server is { } server) parts.Add($"Server {Classifier.Short(server)}");
        if (page.Challenge is { } challenge) parts.Add($"asks for {Classifier.Short(challenge)}");
        if (page.Location is { } location) parts.Add($"sends on to {Classifier.Short(location)}");
        if (page.Title is { Length: > 0 } title) parts.Add($"title \"{Classifier.Short(title)}\"");
        return string.Join(", ", parts);
    }
}
