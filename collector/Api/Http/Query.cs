using System.Globalization;
using EdgeNoc.Collector.Alerts.Events;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Api.Http;

/// <summary>Reads parameters of lists and notes what is wrong with them.</summary>
internal sealed class Query
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1000;

    private readonly List<ApiError> _errors = [];

    /// <summary>The answer when something is wrong; null when nothing is.</summary>
    public IResult? Refused => _errors.Count == 0 ? null : Problems.Invalid(_errors);

    public int Limit(string? text) => (int)(Number("limit", text, 1, MaxLimit) ?? DefaultLimit);

    public long? Number(string name, string? text, long minimum = 0, long maximum = long.MaxValue)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum) return number;
        var upTo = maximum == long.MaxValue ? "" : string.Create(CultureInfo.InvariantCulture, $" from {minimum} to {maximum}");
        _errors.Add(new ApiError(name, "is no number that can be used", $"write a whole number{upTo}"));
        return null;
    }

    public DateTimeOffset? Time(string name, string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (IsoTime.TryParse(text, out var time)) return time;
        _errors.Add(new ApiError(name, "is no time", IsoTime.Remedy));
        return null;
    }

    public string? Site(string? text) => Check("site", text, text == "_noc" || Topics.IsSiteId(text), "is no site id", "see the sites with GET /api/v1/sites");

    public string? Device(string? text) => Check("device", text, Topics.IsName(text), "is no device id", "write a device's id, or site");

    public string? Kind(string? text) => Check("kind", text, EventRules.IsKind(text), "is no kind", "write a kind such as pon.down");

    public string? Choice(string name, string? text, params IReadOnlyList<string> words) =>
        Check(name, text, text is not null && words.Contains(text, StringComparer.Ordinal), "is not known here", $"write one of {string.Join(", ", words)}");

    public string? Severity(string? text) => Choice("severity", text, "info", "low", "medium", "high", "critical");

    /// <summary>A name of something that may be anything short.</summary>
    public string? Text(string name, string? text) => Check(name, text, text is { Length: <= 128 } && !text.Any(char.IsControl), "is no name", "write at most 128 characters");

    private string? Check(string name, string? text, bool isRight, string problem, string remedy)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (isRight) return text;
        _errors.Add(new ApiError(name, problem, remedy));
        return null;
    }
}
