using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Access;

/// <summary>Who a request comes from by what the database says now: for requests that last.</summary>
internal sealed class Standing(CollectorDatabase database, TimeProvider time)
{
    private const string Bearer = "Bearer ";

    /// <summary>Null: nobody any more.</summary>
    public Person? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var now = time.GetUtcNow();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return database.Write(db => TokenStore.Authenticate(db, header[Bearer.Length..].Trim(), now))?.Person;
        return request.Cookies[SessionHandler.Cookie] is { } secret && database.Write(db => SessionStore.Authenticate(db, secret, now)) is { } found ? Person.Of(found.User, found.Session) : null;
    }
}
