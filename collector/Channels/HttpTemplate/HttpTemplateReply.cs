using System.Text;
using EdgeNoc.Collector.Channels.Http;

namespace EdgeNoc.Collector.Channels.HttpTemplate;

/// <summary>What the answer of a service means that is known only by its config.</summary>
internal static class HttpTemplateReply
{
    private const int MaxShown = 120;
    private const int MaxId = 256;

    public static SendOutcome Read(HttpTemplateSettings settings, HttpAnswer.Answered answer)
    {
        if (ServerTrouble.Of(answer) is { } trouble) return trouble;
        var said = HostileText.Clean(answer.Body, MaxShown);
        if (!answer.IsSuccess)
        {
            return answer.Status is 400 or 410 or 413 or 422
                ? new SendOutcome.Never($"HTTP {answer.Status}: the service refuses this message: {said}; compare url and body with its manual", FaultOf.Message)
                : new SendOutcome.TryAgain($"HTTP {answer.Status}: {said}; check url, headers and secret_file");
        }

        if (settings.SuccessPath is not { } path) return new SendOutcome.Accepted(Id(settings, answer));
        var value = Value(answer, path);
        if (value is null && Value(answer) is null) return ServerTrouble.NotItsWords(answer);
        return string.Equals(value, settings.SuccessValue, StringComparison.OrdinalIgnoreCase)
            ? new SendOutcome.Accepted(Id(settings, answer))
            : new SendOutcome.TryAgain($"the service answers {path} = {HostileText.Clean(value ?? "nothing", MaxShown)} where {settings.SuccessValue} is success: {said}");
    }

    private static string? Id(HttpTemplateSettings settings, HttpAnswer.Answered answer) =>
        settings.MessageIdPath is { } path && Value(answer, path) is { Length: <= MaxId } id ? id : null;

    private static string? Value(HttpAnswer.Answered answer, string path) => JsonPeek.Value(Encoding.UTF8.GetBytes(answer.Body), root => JsonPath.Text(root, path));

    // Anything, when it is JSON at all.
    private static string? Value(HttpAnswer.Answered answer) => JsonPeek.Value(Encoding.UTF8.GetBytes(answer.Body), root => root.ValueKind.ToString());
}
