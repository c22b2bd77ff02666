namespace EdgeNoc.Common.NocCommands;

/// <summary>A command's arguments as people type them: in the order of its parameters, or as <c>name=value</c>.</summary>
public static class CommandWords
{
    /// <summary>The arguments by name; the values are not looked at here.</summary>
    public static (IReadOnlyDictionary<string, string> Args, string? Problem) Read(CommandSpec spec, IReadOnlyList<string> words)
    {
        var args = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            var (name, value) = Named(spec, word) ?? (spec.Parameters.FirstOrDefault(parameter => !args.ContainsKey(parameter.Name))?.Name, word);
            if (name is null) return (args, $"{spec.Name} takes no more than {spec.Parameters.Count} arguments");
            if (!args.TryAdd(name, value)) return (args, $"{name} is there twice");
        }

        return (args, null);
    }

    /// <summary>Only what is called like a parameter is a name: <c>=</c> may stand in a value.</summary>
    private static (string? Name, string Value)? Named(CommandSpec spec, string word)
    {
        var middle = word.IndexOf('=', StringComparison.Ordinal);
        return middle > 0 && spec.Parameters.Any(parameter => parameter.Name == word[..middle]) ? (word[..middle], word[(middle + 1)..]) : null;
    }
}
