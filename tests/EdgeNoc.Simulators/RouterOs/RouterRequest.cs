namespace EdgeNoc.Simulators.RouterOs;

/// <summary>A command as a client sent it.</summary>
public sealed class RouterRequest(IReadOnlyList<string> words)
{
    private readonly HashSet<string>? _fields = words.FirstOrDefault(word => word.StartsWith("=.proplist=", StringComparison.Ordinal))?["=.proplist=".Length..].Split(',').ToHashSet(StringComparer.Ordinal);

    public string Command => words[0];

    /// <summary><c>/a/b/print</c> is menu <c>/a/b</c> and verb <c>print</c>.</summary>
    public string Menu => Command[..Math.Max(0, Command.LastIndexOf('/'))];

    public string Verb => Command[(Command.LastIndexOf('/') + 1)..];

    public string? Tag { get; } = words.FirstOrDefault(word => word.StartsWith(".tag=", StringComparison.Ordinal))?[5..];

    public IReadOnlyList<string> TagWords => Tag is null ? [] : [$".tag={Tag}"];

    public IEnumerable<string> Queries => words.Where(word => word.StartsWith('?'));

    /// <summary>Streams until it is cancelled.</summary>
    public bool IsEndless => Verb == "listen" || (Verb is "monitor-traffic" or "monitor" && !Has("once"));

    public bool Has(string name) => words.Any(word => word == $"={name}=" || word.StartsWith($"={name}=", StringComparison.Ordinal));

    /// <summary>The value of <c>=name=value</c>.</summary>
    public string? Argument(string name) => words.FirstOrDefault(word => word.StartsWith($"={name}=", StringComparison.Ordinal))?[(name.Length + 2)..];

    /// <summary>A row's words, only those of <c>.proplist</c>.</summary>
    public IEnumerable<string> Shown(RouterRow row) => row.Fields.Where(field => _fields?.Contains(field.Name) != false).Select(field => $"={field.Name}={field.Value}");
}
