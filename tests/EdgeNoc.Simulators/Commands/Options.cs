using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace EdgeNoc.Simulators.Commands;

/// <summary>What the verbs' options have in common.</summary>
internal static partial class Options
{
    public static Option<IPEndPoint?> EndPoint(string name, string description, string? fallback) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => fallback is null ? null : IPEndPoint.Parse(fallback),
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (IPEndPoint.TryParse(text, out var endPoint) && text.Contains(':', StringComparison.Ordinal)) return endPoint;
            result.AddError($"{name}: '{text}' is not ADDRESS:PORT, as 127.0.0.2:8081 (port 0 takes a free one)");
            return null;
        },
    };

    public static Option<int> Count(string name, string description, int fallback)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => fallback };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value) && value is < 1 or > 100_000)
                result.AddError($"{name}: {value} is not between 1 and 100000");
        });
        return option;
    }

    /// <summary>One of the ways to go wrong, written <c>with-dashes</c>.</summary>
    public static Option<T> Fault<T>()
        where T : struct, Enum
    {
        var words = Enum.GetValues<T>().ToDictionary(fault => WordPattern().Replace(fault.ToString(), "-$0").ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);
        return new("--fault")
        {
            Description = $"what it does otherwise, or wrong: {string.Join(", ", words.Keys)}",
            CustomParser = result =>
            {
                if (words.TryGetValue(result.Tokens[0].Value, out var fault)) return fault;
                result.AddError($"--fault: '{result.Tokens[0].Value}' is none of {string.Join(' ', words.Keys)}");
                return default;
            },
        };
    }

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex WordPattern();

    /// <summary>The file's text without the line break at its end.</summary>
    public static string Secret(FileInfo file) => File.ReadAllText(file.FullName).TrimEnd('\r', '\n');

    public static async Task UntilCancelledAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
    }
}
