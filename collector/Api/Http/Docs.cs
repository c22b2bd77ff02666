using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api.Http;

/// <summary>What the description of the API says of an endpoint.</summary>
internal static class Docs
{
    /// <summary>A summary for people, and what a good answer is.</summary>
    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder endpoint, string summary, int status = StatusCodes.Status200OK) =>
        endpoint.WithSummary(summary).WithMetadata(new ProducesResponseTypeMetadata(status, typeof(T), ["application/json"]));

    /// <summary>A summary for people, where a good answer has no body.</summary>
    public static RouteHandlerBuilder GivesNothing(this RouteHandlerBuilder endpoint, string summary) =>
        endpoint.WithSummary(summary).WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent, typeof(void)));

    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint)
        where T : notnull => endpoint.Accepts<T>("application/json").Refuses(StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);

    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params IReadOnlyList<int> statuses)
    {
        foreach (var status in statuses) endpoint.WithMetadata(Refusal(status));
        return endpoint;
    }

    public static RouteHandlerBuilder ForOperators(this RouteHandlerBuilder endpoint) => endpoint.RequireAuthorization(Roles.Operator);

    public static RouteHandlerBuilder ForAdmins(this RouteHandlerBuilder endpoint) => endpoint.RequireAuthorization(Roles.Admin);

    /// <summary>For people with some sites too: the endpoint shows and changes nothing but theirs, by <see cref="Person.ScopeOf"/>.</summary>
    public static RouteHandlerBuilder MindsSites(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new MindsSites());

    public static ProducesResponseTypeMetadata Refusal(int status) => new(status, typeof(ApiProblem), [Problems.ContentType]);
}
