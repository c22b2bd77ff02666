using EdgeNoc.Common.Config.Cabinet;
using Microsoft.AspNetCore.Http;

namespace EdgeNoc.Agent.Cabinet.Page.Http;

/// <summary>Whether a request is for this page, and of this page.</summary>
internal enum Verdict
{
    Pass,

    /// <summary>Asked for under a name that is not this page's: another site's name was made to lead here (DNS rebinding), or the address is old.</summary>
    WrongHost,

    /// <summary>A page of another origin asks.</summary>
    WrongOrigin,

    /// <summary>An action that a mere form of another page could send.</summary>
    WrongType,
}

/// <summary>Looks at the headers that a browser sets and no foreign page can change. Pure.</summary>
internal sealed class RequestGate
{
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);

    public RequestGate(PageConfig config)
    {
        Add(config.Listen.Address.ToString(), config.Listen.Port);
        if (config.Name is { } name) Add(name, config.Listen.Port);
    }

    /// <param name="method">In capital letters.</param>
    /// <param name="host">The header <c>Host</c>.</param>
    /// <param name="origin">The header <c>Origin</c>; null when there is none.</param>
    /// <param name="contentType">Of the body; null when there is none.</param>
    public Verdict Judge(string method, string? host, string? origin, string? contentType)
    {
        if (host is null || !_hosts.Contains(host)) return Verdict.WrongHost;
        var isAction = !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method);
        if (origin is null ? isAction : !IsOwn(origin)) return Verdict.WrongOrigin;
        return isAction && !IsJson(contentType) ? Verdict.WrongType : Verdict.Pass;
    }

    private void Add(string host, int port)
    {
        var url = new UriBuilder(Uri.UriSchemeHttp, host, port).Uri;
        _hosts.Add(url.Authority);
        if (url.IsDefaultPort) _hosts.Add($"{url.Authority}:{port}");
    }

    private bool IsOwn(string origin) => Uri.TryCreate(origin, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.PathAndQuery == "/" && url.UserInfo.Length == 0 && _hosts.Contains(url.Authority);

    // A foreign form can send three types without being asked, and this is none of them.
    private static bool IsJson(string? contentType) => contentType is not null && contentType.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);
}
