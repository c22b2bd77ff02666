namespace EdgeNoc.Common.NocCommands;

/// <summary>An argument of a command.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Required">Whether the command needs it.</param>
/// <param name="Meaning">For people.</param>
public sealed record CommandParameter(string Name, bool Required, string Meaning);

/// <summary>A command as people and messages name it.</summary>
public sealed record CommandSpec
{
    internal CommandSpec(string name, CommandRole role, string summary, Func<ArgumentReader, NocCommand> read, params IReadOnlyList<CommandParameter> parameters) =>
        (Name, Role, Summary, Read, Parameters) = (name, role, summary, read, parameters);

    public string Name { get; }

    /// <summary>The least that one has to be to ask for it.</summary>
    public CommandRole Role { get; }

    public string Summary { get; }

    /// <summary>The <see cref="CommandCatalogue.Level"/> since which agents know it.</summary>
    public int Level { get; internal init; } = 1;

    /// <summary>In the order in which they are written without their names.</summary>
    public IReadOnlyList<CommandParameter> Parameters { get; }

    internal Func<ArgumentReader, NocCommand> Read { get; }
}

/// <summary>What a request for a command came to: the command, or what is wrong with it.</summary>
public sealed record CommandRead(NocCommand? Command, IReadOnlyList<ArgumentProblem> Problems);
