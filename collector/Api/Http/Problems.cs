using System.Globalization;
using EdgeNoc.Collector.Alerts;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Http;

/// <summary>One thing wrong with a request.</summary>
/// <param name="Path">Where: <c>addresses[0].channel</c>, or the parameter's name.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to send instead.</param>
internal sealed record ApiError(string Path, string Problem, string Remedy)
{
    public static ApiError Of(ConfigError error) => new(error.Path ?? "", error.Value is null ? error.Problem : $"{error.Value} {error.Problem}", error.Remedy);
}

/// <summary>What a refused request is answered with (RFC 9457), as <c>application/problem+json</c>.</summary>
/// <param name="Title">The kind of refusal.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What happened here.</param>
/// <param name="Remedy">What to do next.</param>
/// <param name="Errors">All that is wrong with the request, where it is known.</param>
/// <param name="Differs">Of a config that somebody else changed meanwhile: with <c>-</c> what you have read, with <c>+</c> what is there now.</param>
internal sealed record ApiProblem(string Title, int Status, string Detail, string Remedy, IReadOnlyList<ApiError>? Errors = null, IReadOnlyList<string>? Differs = null);

/// <summary>Answers to requests that are refused.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    public static IResult Of(int status, string title, string detail, string remedy, IReadOnlyList<ApiError>? errors = null, IReadOnlyList<string>? differs = null) =>
        Results.Json(new ApiProblem(title, status, detail, remedy, errors, differs), ApiJson.Default.ApiProblem, ContentType, status);

    /// <summary>400 with all that is wrong.</summary>
    public static IResult Invalid(IReadOnlyList<ApiError> errors) => Of(
        StatusCodes.Status400BadRequest, "The request cannot be used", errors.Count == 1 ? "one thing is wrong with it" : $"{errors.Count} things are wrong with it",
        "put right what errors lists and send it again; nothing was changed", errors);

    public static IResult Invalid(string path, string problem, string remedy) => Invalid([new ApiError(path, problem, remedy)]);

    public static IResult NotFound(string what, string list) => Of(
        StatusCodes.Status404NotFound, "There is no such thing", $"there is no {what}", $"see what there is with GET {list}");

    /// <summary>429 with <c>Retry-After</c>.</summary>
    public static IResult TooMany(TimeSpan wait, string detail)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        return new WithHeader("Retry-After", seconds.ToString(CultureInfo.InvariantCulture),
            Of(StatusCodes.Status429TooManyRequests, "Too many requests", detail, $"wait {seconds} s"));
    }

    /// <summary>What became of an action that was not done.</summary>
    /// <param name="result">Not found or refused.</param>
    /// <param name="what"><c>incident 17</c>.</param>
    /// <param name="list">Where to see what there is.</param>
    public static IResult Of(ActionResult result, string what, string list) => result is ActionResult.Refused refused
        ? Of(StatusCodes.Status409Conflict, "It cannot be done as it stands", $"{what}: {Reason(refused.Reason)}", $"see how it stands with GET {list}")
        : NotFound(what, list);

    private static string Reason(string word) => word switch
    {
        "closed" => "it is over already",
        "not_acknowledged" => "nobody has acknowledged it",
        "ended" => "it has ended already",
        "too_long" => "that is too long",
        "no_matchers" => "it needs 1 to 20 matchers",
        "bad_matcher" => "a matcher cannot be used",
        "ends_before_start" => "it ends before it starts",
        "over" => "its end has passed",
        "no_package" => "there is no package of that version; bring it with: edgenoc-collector update add FILE.deb",
        "running" => "another version is on its way; halt that first",
        "empty" => "there is nothing in it",
        "no_such_person" => "no such user can look after it: he is not there, cannot sign in, or only looks",
        "not_his_site" => "that user does not see its site",
        "no_comment" => "it needs a comment: say why",
        _ => word,
    };
}

/// <summary>An answer with one more header.</summary>
internal sealed class WithHeader(string name, string value, IResult inner) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers[name] = value;
        return inner.ExecuteAsync(httpContext);
    }
}
