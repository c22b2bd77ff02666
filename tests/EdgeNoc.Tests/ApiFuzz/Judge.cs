using System.Text.Json;

namespace EdgeNoc.Tests.ApiFuzz;

/// <summary>Says what is wrong with an answer, if anything is.</summary>
internal sealed class Judge(FuzzOffice office)
{
    /// <summary>What an answer that tells of the inside has.</summary>
    private static readonly string[] Inside = ["   at ", "Exception", "StackTrace", "SQLite", "sqlite", "SELECT ", "no such column", ".cs:line", "System.", "Microsoft.", "/home/", "/tmp/", "AQAAAA", "BEGIN PRIVATE"];

    /// <summary>False once somebody who may has put things of other sites in one place: then only the words of sites count, which nothing that is sent has.</summary>
    public bool MindsIds { get; set; } = true;

    public IEnumerable<string> Faults(Persona person, FuzzRequest request, FuzzAnswer answer)
    {
        var operation = request.Operation;
        if (answer.Status >= 500) yield return $"failed with {answer.Status}";
        foreach (var fault in OfStatus(person, request, answer.Status)) yield return fault;
        if (answer.Status >= 400 && !IsOfServer(request, answer)) foreach (var fault in OfProblem(answer)) yield return fault;
        if (answer.Status == 429 && !(int.TryParse(answer.RetryAfter, System.Globalization.CultureInfo.InvariantCulture, out var wait) && wait is > 0 and <= 60)) yield return $"says 429 and not when to come again: {answer.RetryAfter}";

        // A strange address may be that of another operation.
        if (!request.IsStrange && answer.Status is (200 or 201) && answer.Type == "application/json" && operation.Answers.GetValueOrDefault(answer.Status) is { } schema)
            foreach (var fault in OfSchema(answer, schema)) yield return $"is not as described: {fault}";
        foreach (var fault in OfSecrets(person, request, answer)) yield return fault;
    }

    private IEnumerable<string> OfStatus(Persona person, FuzzRequest request, int status)
    {
        var operation = request.Operation;
        var isMissed = request.IsStrange && status is 404 or 405;
        var isWrongType = status == 415 && request.Type is not null && !operation.BodyTypes.Contains(request.Type);
        if (!operation.Answers.ContainsKey(status) && !request.IsStrange && !isWrongType) yield return $"answers {status}, which is not described";
        if (isMissed || isWrongType || (request.IsStrange && status == 400)) yield break;
        if (person.Role is null && status != 401) yield return $"is answered {status} without a token";
        if (!request.IsStrange && person.Role is not null && !person.May(operation.Role) && status is not (403 or 429 or 404)) yield return $"is answered {status} though it needs {operation.Role}";
        if (person.Role is not null && status == 401) yield return "is not known any more";
    }

    private static IEnumerable<string> OfProblem(FuzzAnswer answer)
    {
        if (answer.Type != "application/problem+json") yield return $"says {answer.Status} as {answer.Type}";
        else if (!TryParse(answer.Body, out var problem)) yield return "says what is wrong as no JSON";
        else
        {
            if (problem.GetProperty("status").GetInt32() != answer.Status) yield return "says another status within";
            foreach (var name in (string[])["title", "detail", "remedy"])
                if (!problem.TryGetProperty(name, out var text) || string.IsNullOrWhiteSpace(text.GetString())) yield return $"has no {name}";
            if (!problem.TryGetProperty("errors", out var errors)) yield break;
            foreach (var error in errors.EnumerateArray())
            {
                if (!error.TryGetProperty("path", out var path) || path.ValueKind != JsonValueKind.String) yield return "has an error without a path";
                if (string.IsNullOrWhiteSpace(error.GetProperty("problem").GetString()) || string.IsNullOrWhiteSpace(error.GetProperty("remedy").GetString())) yield return $"has an error without problem or remedy: {error}";
            }
        }
    }

    private IEnumerable<string> OfSchema(FuzzAnswer answer, JsonElement schema) =>
        TryParse(answer.Body, out var value) ? office.Document.Faults(value, schema).Take(3) : ["it is no JSON"];

    private IEnumerable<string> OfSecrets(Persona person, FuzzRequest request, FuzzAnswer answer)
    {
        var all = answer.Headers + answer.Body;
        foreach (var secret in office.Secrets)
            if (all.Contains(secret, StringComparison.Ordinal) && !request.Holds(secret)) yield return $"tells the secret {secret}";
        foreach (var inside in Inside)
            if (all.Contains(inside, StringComparison.Ordinal) && !request.Holds(inside.Trim())) yield return $"tells of the inside: {inside} in {Around(all, inside)}";
        if (answer.Headers.Contains("X-Injected", StringComparison.OrdinalIgnoreCase) || answer.Headers.Contains("a=b", StringComparison.Ordinal)) yield return "has a header that was sent within a text";
        foreach (var (site, word) in FuzzOffice.Sites)
        {
            if (person.Role is not null && (person.Site is null || person.Site == site)) continue;
            if (all.Contains(word, StringComparison.OrdinalIgnoreCase)) yield return $"tells of {site}: {Around(all, word)}";
            if (MindsIds && all.Contains(site, StringComparison.OrdinalIgnoreCase) && !request.Holds(site)) yield return $"names {site}: {Around(all, site)}";
        }
    }

    /// <summary>What the server itself refuses, before anything of ours is asked: it says so without words.</summary>
    private static bool IsOfServer(FuzzRequest request, FuzzAnswer answer) => answer.Status == 400 && answer.Body.Length == 0 && request.Path.Contains("%00", StringComparison.Ordinal);

    private static string Around(string text, string word)
    {
        var at = Math.Max(0, text.IndexOf(word, StringComparison.OrdinalIgnoreCase) - 80);
        return text.Substring(at, Math.Min(240, text.Length - at));
    }

    private static bool TryParse(string text, out JsonElement value)
    {
        try
        {
            value = JsonDocument.Parse(text).RootElement;
            return true;
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }
}
