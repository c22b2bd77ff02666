using EdgeNoc.Collector.Desk;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Web.Forms;

/// <summary>What was wrong with a form that was sent: at its fields, and what belongs to none of them.</summary>
internal sealed class FormErrors
{
    private readonly List<ConfigError> _errors = [];
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);

    /// <summary>Above the form; null: nothing.</summary>
    public string? Problem { get; set; }

    public bool Any => Problem is not null || _errors.Count > 0;

    /// <summary>What no field has shown.</summary>
    public IEnumerable<string> Rest => _errors.Where(error => !_shown.Contains(error.Path ?? "")).Select(error => $"{error.Path}: {Text(error)}");

    public void Add(DeskResult.Invalid invalid) => Add(invalid.Errors);

    public void Add(IEnumerable<ConfigError> errors) => _errors.AddRange(errors);

    public void Add(string key, string problem) => _errors.Add(new ConfigError("form", key, null, problem, ""));

    /// <summary>What is wrong with a field; null: nothing.</summary>
    public string? At(string key)
    {
        var found = _errors.Where(error => error.Path == key).ToList();
        if (found.Count == 0) return null;
        _shown.Add(key);
        return string.Join("; ", found.Select(Text));
    }

    private static string Text(ConfigError error) => string.Join(": ", new[] { error.Value is null ? error.Problem : $"{error.Value} {error.Problem}", error.Remedy }.Where(part => part.Length > 0));
}
