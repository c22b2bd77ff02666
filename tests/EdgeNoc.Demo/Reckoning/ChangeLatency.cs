using System.Text.RegularExpressions;
using EdgeNoc.Simulators.Gateway;
using EdgeNoc.Simulators.Olt;

namespace EdgeNoc.Demo.Reckoning;

/// <summary>How long it took from a change in the plant to the message on a phone.</summary>
internal sealed record ChangeToMessage(OltChange Change, GatewayMessage Message)
{
    public TimeSpan Took => Message.At - Change.At;
}

/// <summary>Finds, for each change, the message that tells of it.</summary>
internal static partial class ChangeLatency
{
    private const string Recovered = "🟢";

    /// <summary>Changes without a message, as a loss that was over before anybody was told, are left out.</summary>
    public static IReadOnlyList<ChangeToMessage> Match(IReadOnlyList<OltChange> changes, IReadOnlyList<GatewayMessage> messages)
    {
        var matched = new List<ChangeToMessage>();
        var incidents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var change in changes.Where(change => change.Onus.Count > 0))
        {
            var target = change.Action.Target;
            var isLoss = change.Action.Kind is OltActionKind.CutPon or OltActionKind.GaspOnu or OltActionKind.LoseOnu;
            var message = messages.FirstOrDefault(message => message.At >= change.At && (isLoss
                ? !IsRecovery(message) && Names(message, target)
                : IsRecovery(message) && incidents.TryGetValue(target, out var number) && number == Incident(message)));
            if (message is null) continue;
            matched.Add(new ChangeToMessage(change, message));
            if (isLoss) incidents[target] = Incident(message);
        }

        return matched;
    }

    /// <summary>The nearest-rank percentile, in milliseconds; null without any.</summary>
    public static double? PercentileMs(IReadOnlyList<ChangeToMessage> matched, double percent)
    {
        if (matched.Count == 0) return null;
        var sorted = matched.Select(match => match.Took.TotalMilliseconds).Order().ToList();
        return Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * percent / 100) - 1)]);
    }

    private static bool IsRecovery(GatewayMessage message) => message.Text.StartsWith(Recovered, StringComparison.Ordinal);

    /// <summary><c>0/1:7</c> is not named by <c>0/1:71</c>, and <c>0/2</c> not by <c>0/21</c>.</summary>
    private static bool Names(GatewayMessage message, string target) =>
        Regex.IsMatch(message.Text, $@"(?<![\d/]){Regex.Escape(target)}(?!\d)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static string Incident(GatewayMessage message) => IncidentNumber().Match(message.Text).Value;

    [GeneratedRegex(@"#\d+", RegexOptions.CultureInvariant)]
    private static partial Regex IncidentNumber();
}
