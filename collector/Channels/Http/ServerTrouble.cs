namespace EdgeNoc.Collector.Channels.Http;

/// <summary>Statuses that mean the same with everybody.</summary>
internal static class ServerTrouble
{
    // 504, and 524 of a well-known proxy: what stands behind it took the request and did not answer in time.
    private const int GatewayTimeout = 504;
    private const int ProxyTimeout = 524;

    /// <summary>What an answer means that no provider's page explains; null when the provider itself speaks.</summary>
    public static SendOutcome? Of(HttpAnswer.Answered answer) => answer.Status switch
    {
        429 => new SendOutcome.TryAgain("HTTP 429: too many messages; it is tried again later, fewer recipients or a larger plan help", answer.RetryAfter),
        GatewayTimeout or ProxyTimeout => new SendOutcome.InDoubt($"HTTP {answer.Status}: what stands before the service got no answer from it; look at the service's own log"),
        >= 500 => new SendOutcome.TryAgain($"HTTP {answer.Status}: the service is overloaded or broken; look at its own log", answer.RetryAfter),
        >= 300 and < 400 => new SendOutcome.TryAgain($"HTTP {answer.Status}, a redirect, which is not followed with a key: put the final address into the channel's url"),
        _ => null,
    };

    /// <summary>An answer that is not in the provider's words. Under a 2xx it comes from a proxy or a login page: whether anything was sent, nobody knows.</summary>
    public static SendOutcome NotItsWords(HttpAnswer.Answered answer)
    {
        var reason = $"HTTP {answer.Status} with something else than this provider's JSON: check the channel's url";
        return answer.IsSuccess ? new SendOutcome.InDoubt(reason) : new SendOutcome.TryAgain(reason);
    }
}
