using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Users;
using Microsoft.AspNetCore.Http.Metadata;

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

    /// <summary>Its ETag is the edition of what people change of it; what else it shows moves on.</summary>
    public static RouteHandlerBuilder MovesOn(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new MovesOn());

    /// <summary>Adds to every endpoint of a group what each of its kind can answer, so that nobody has to think of it.</summary>
    public static RouteGroupBuilder AnswersLikeAll(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            var statuses = new List<int> { StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable };
            if (((RouteEndpointBuilder)endpoint).RoutePattern.RawText?.StartsWith("/api/v1/sites/{id}", StringComparison.Ordinal) == true) statuses.Add(StatusCodes.Status404NotFound);

            // A browser's change without the console's mark is refused whatever it is.
            if (endpoint.Metadata.OfType<IHttpMethodMetadata>().Any(method => !method.HttpMethods.Contains(HttpMethods.Get, StringComparer.OrdinalIgnoreCase))) statuses.Add(StatusCodes.Status400BadRequest);
            else if (endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Any(IsCompared)) endpoint.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void)));
            foreach (var status in statuses.Where(status => !endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Any(known => known.StatusCode == status))) endpoint.Metadata.Add(Refusal(status));
        });
        return group;
    }

    public static ProducesResponseTypeMetadata Refusal(int status) => new(status, typeof(ApiProblem), [Problems.ContentType]);

    // What is written as it is read from the database (the export) and what never ends (the stream) has no tag.
    private static bool IsCompared(IProducesResponseTypeMetadata answer) =>
        answer.StatusCode == StatusCodes.Status200OK && answer.Type != typeof(System.Text.Json.JsonElement) && answer.ContentTypes.Contains("application/json", StringComparer.Ordinal);
}
