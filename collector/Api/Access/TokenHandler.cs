using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace EdgeNoc.Collector.Api.Access;

/// <summary><c>Authorization: Bearer edgenoc.ID.SECRET</c>. Who is refused is told what to do, and nothing else.</summary>
internal sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, CollectorDatabase database, FailedAttempts failures, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "token";
    private const string Bearer = "Bearer ";
    private TimeSpan? _wait;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return Task.FromResult(AuthenticateResult.NoResult());
        var address = Context.Connection.RemoteIpAddress ?? IPAddress.None;
        _wait = failures.Wait(address);
        if (_wait is not null) return Task.FromResult(AuthenticateResult.Fail("too many wrong tokens"));
        var token = header[Bearer.Length..].Trim();
        if (database.Write(db => TokenStore.Authenticate(db, token, time.GetUtcNow())) is { } row) return Task.FromResult(AuthenticateResult.Success(Ticket(row)));
        failures.Add(address);
        Logger.LogWarning("a wrong or revoked token from {Address}", address);
        return Task.FromResult(AuthenticateResult.Fail("wrong or revoked token"));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_wait is { } wait) return Problems.TooMany(wait, "too many wrong tokens came from your address").ExecuteAsync(Context);
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Of(
            StatusCodes.Status401Unauthorized, "A token is needed", "this needs a token that is known here and not revoked",
            "send the header \"Authorization: Bearer TOKEN\"; an administrator makes one with: edgenoc-collector token add --name NAME --role ROLE").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problems.Of(
        StatusCodes.Status403Forbidden, "Your token may not do this", $"your token has the role {Context.User.FindFirstValue(ClaimTypes.Role)}, which is not enough for this",
        "use a token with a higher role: viewer, operator, admin").ExecuteAsync(Context);

    private static AuthenticationTicket Ticket(TokenRow row) => new(row.Person.Principal(Name), Name);
}
