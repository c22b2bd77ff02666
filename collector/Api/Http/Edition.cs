using System.Security.Cryptography;
using System.Text;

namespace EdgeNoc.Collector.Api.Http;

/// <summary>Keeps two people from overwriting each other: who changes something says by <c>If-Match</c> which edition he has seen.</summary>
internal static class Edition
{
    /// <summary>The entity tag of something, by its JSON.</summary>
    public static string Of(string json) => Of(Encoding.UTF8.GetBytes(json));

    private static string Of(byte[] json) => $"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 8))}\"";

    /// <summary>Whether <c>If-None-Match</c> names a tag; <c>*</c> is whatever is there.</summary>
    public static bool IsNamed(string noneMatch, string tag) => noneMatch.Split(',', StringSplitOptions.TrimEntries).Any(one => one == "*" || Strong(one) == Strong(tag));

    /// <summary>The tag of an answer that is no edition of anything: of no use as <c>If-Match</c>.</summary>
    public static string Weak(byte[] answer) => $"W/{Of(answer)}";

    /// <summary>Why a change is refused; null when it may be made.</summary>
    /// <param name="request">With <c>If-Match</c> or <c>If-None-Match: *</c>.</param>
    /// <param name="current">What is there now, as JSON; null: nothing.</param>
    /// <param name="what"><c>contact budi</c>.</param>
    public static IResult? Refusal(HttpRequest request, string? current, string what)
    {
        var (match, noneMatch) = (request.Headers.IfMatch.ToString(), request.Headers.IfNoneMatch.ToString());
        if (current is null)
        {
            return match.Length == 0 ? null : Problems.Of(
                StatusCodes.Status412PreconditionFailed, "It is not there any more", $"there is no {what}", "to make it anew, send the request without If-Match");
        }

        if (noneMatch == "*") return Problems.Of(StatusCodes.Status412PreconditionFailed, "It is there already", $"{what} exists", "read it, and send its ETag as If-Match to change it");
        if (match.Length == 0)
        {
            return Problems.Of(
                StatusCodes.Status409Conflict, "Say which edition you change", $"{what} exists, and the request has no If-Match", "read it, and send its ETag as If-Match (or \"*\" to overwrite whatever is there)");
        }

        return match == "*" || IsOf(request, current) ? null : Problems.Of(
            StatusCodes.Status412PreconditionFailed, "It was changed meanwhile", $"{what} is not as you have read it", "read it again, and change that");
    }

    /// <summary>Whether <c>If-Match</c> names this edition.</summary>
    public static bool IsOf(HttpRequest request, string json) => request.Headers.IfMatch.ToString().Split(',').Any(tag => tag.Trim() == Of(json));

    private static string Strong(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
}
