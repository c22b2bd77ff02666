using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;

namespace EdgeNoc.Collector.Api.Http;

/// <summary>The description of the API at <c>/openapi/v1.json</c>.</summary>
internal static class Description
{
    private const string Token = "token";
    private const string Cookie = "session";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        // What gateways and machines call beside it is theirs to know.
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "EdgeNoc", Version = "1",
                Description = "What the console shows and does. Times are ISO 8601 in UTC; errors are application/problem+json with a remedy; who sees some sites only gets 404 for the others.",
            };
            document.Servers = null;
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                [Token] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token made by: edgenoc-collector token add" },
                [Cookie] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = Access.SessionHandler.Cookie,
                    Description = "A browser that is signed in to the console; for changes it sends the console's mark as X-EdgeNoc-Mark.",
                },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var wanted = context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Select(data => data.Policy).OfType<string>().ToList();
            if (wanted.Count > 0)
            {
                operation.Security =
                [
                    new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, context.Document)] = [] },
                    new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Cookie, context.Document)] = [] },
                ];
                operation.Description = $"Needs the role {wanted[^1]}.";
            }

            Complete(operation);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            // Times are written by a converter of our own, which says nothing of the type.
            if (context.JsonTypeInfo.Type == typeof(DateTimeOffset) || context.JsonTypeInfo.Type == typeof(DateTimeOffset?))
                (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");

            // What is nothing is left out, so nobody may count on it.
            foreach (var property in context.JsonTypeInfo.Properties.Where(property => Nullable.GetUnderlyingType(property.PropertyType) is not null || (!property.PropertyType.IsValueType && property.IsGetNullable)))
                schema.Required?.Remove(property.Name);
            return Task.CompletedTask;
        });
    });

    /// <summary>Adds what the code does not say by its types: words for parameters, and headers.</summary>
    private static void Complete(OpenApiOperation operation)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
            parameter.Description ??= (parameter.In == ParameterLocation.Path ? Parameters.Path : Parameters.Query).GetValueOrDefault(parameter.Name ?? "");
        if (Answer(operation, StatusCodes.Status412PreconditionFailed) is not null)
            Take(operation, "If-Match", "The ETag of what you read, so that nobody's change is lost; * overwrites whatever is there.");
        if (Answer(operation, StatusCodes.Status304NotModified) is not null) Take(operation, "If-None-Match", "The ETag of the answer that you have: 304 when it is still so.");
        Say(Answer(operation, StatusCodes.Status429TooManyRequests), "Retry-After", "Seconds to wait.");
        if (Answer(operation, StatusCodes.Status304NotModified) is not null) Say(Answer(operation, StatusCodes.Status200OK), "ETag", "Names this answer.");
    }

    private static OpenApiResponse? Answer(OpenApiOperation operation, int status) =>
        operation.Responses?.GetValueOrDefault(status.ToString(CultureInfo.InvariantCulture)) as OpenApiResponse;

    private static void Take(OpenApiOperation operation, string name, string description) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter { Name = name, In = ParameterLocation.Header, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });

    private static void Say(OpenApiResponse? answer, string name, string description)
    {
        if (answer is null) return;
        answer.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
        answer.Headers[name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
    }
}
