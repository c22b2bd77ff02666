using EdgeNoc.Agent.Devices.Web;

namespace EdgeNoc.Agent.Devices.VsolWeb;

/// <summary>A page, or why there is none.</summary>
/// <param name="Html">Empty with an error.</param>
/// <param name="IsMissing">The firmware has no such page.</param>
internal sealed record VsolPageAnswer(string Html, PollError? Error, bool IsMissing = false);

/// <summary>
/// The one web session of the box, kept from poll to poll: a login of each poll would throw out the technician who works there. When the session is gone
/// although it was used a moment ago, somebody else has taken it, and he keeps it.
/// </summary>
internal sealed class VsolSession(DeviceHttp http, WebOltOptions options, TimeProvider time)
{
    /// <summary>The box ends a session by itself after some minutes without a request; the shortest that was seen are 5.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(4);

    private bool _isOpen;
    private bool _hasPage;
    private string? _key;
    private long _used;

    /// <summary>Fetches a page with all PONs in it.</summary>
    /// <param name="path">As <c>/action/onustatusinfo.html</c>.</param>
    /// <param name="select">The PON, or 255 for all of them; null asks for the page as it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<VsolPageAnswer> GetAsync(string path, string? select, CancellationToken cancellationToken)
    {
        var wasOpen = _isOpen;
        var answer = await TryAsync(path, select, cancellationToken).ConfigureAwait(false);
        var expired = wasOpen && answer.Error?.Kind == PollErrorKind.SessionTaken && time.GetElapsedTime(_used) >= Idle;
        return expired ? await TryAsync(path, select, cancellationToken).ConfigureAwait(false) : answer;
    }

    private async Task<VsolPageAnswer> TryAsync(string path, string? select, CancellationToken cancellationToken)
    {
        if (!_isOpen && await LogInAsync(cancellationToken).ConfigureAwait(false) is { } refused) return new("", refused);
        // The answer to a login holds no key: the first page is asked for twice.
        if (!_hasPage || select is null)
        {
            var first = await AskAsync(HttpMethod.Get, path, null, cancellationToken).ConfigureAwait(false);
            if (first.Error is not null || select is null) return first;
        }

        Dictionary<string, string> form = new(StringComparer.Ordinal) { ["select"] = select, ["who"] = "100" };
        if (_key is not null) form["SessionKey"] = _key;
        return await AskAsync(HttpMethod.Post, path, new FormUrlEncodedContent(form), cancellationToken).ConfigureAwait(false);
    }

    private async Task<VsolPageAnswer> AskAsync(HttpMethod method, string path, HttpContent? form, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(method, path, form, null, "html", cancellationToken).ConfigureAwait(false);
        if (answer.Error is not null) return new("", answer.Error, answer.IsMissing);
        var html = VsolParsers.Html(answer.Body, answer.Charset);
        var key = SessionKey.Of(html);
        if (key is "" || VsolErrors.AsksForLogin(html) || VsolErrors.SaysTaken(html))
        {
            Forget();
            return new("", PollError.OfTakenSession(http.Shown));
        }

        (_key, _hasPage, _used) = (key, true, time.GetTimestamp());
        return new(html, null);
    }

    /// <summary>Null when the box let the agent in.</summary>
    private async Task<PollError?> LogInAsync(CancellationToken cancellationToken)
    {
        if (options.Password is not { } source || !source.TryRead(out var password, out var problem))
            return new(PollErrorKind.AuthFailed, "the password cannot be read", "put the password into its file, readable by the agent");
        Forget();
        var form = await http.SendAsync(HttpMethod.Get, "/action/login.html", null, null, null, cancellationToken).ConfigureAwait(false);
        if (form.Error is { } noForm) return noForm;
        Dictionary<string, string> login = new(StringComparer.Ordinal) { ["user"] = options.User ?? "", ["pass"] = password.Reveal(), ["button"] = "Login", ["who"] = "100" };
        if (SessionKey.Of(VsolParsers.Html(form.Body, form.Charset)) is { Length: > 0 } key) login["SessionKey"] = key;
        var answer = await http.SendAsync(HttpMethod.Post, "/action/main.html", new FormUrlEncodedContent(login), null, null, cancellationToken).ConfigureAwait(false);
        if (answer.Error is { } failed) return failed;
        var html = VsolParsers.Html(answer.Body, answer.Charset);
        if (VsolErrors.SaysTaken(html)) return PollError.OfTakenSession(http.Shown);
        if (VsolErrors.SaysRefused(html) || VsolErrors.AsksForLogin(html))
            return new(PollErrorKind.AuthFailed, $"{http.Shown} refused user and password", "check user and password file by logging in with a browser");
        (_isOpen, _used) = (true, time.GetTimestamp());
        return null;
    }

    private void Forget() => (_isOpen, _hasPage, _key) = (false, false, null);
}
