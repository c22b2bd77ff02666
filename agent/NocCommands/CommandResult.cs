using System.Text.Json;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Agent.NocCommands;

/// <summary>What a command came to; its lines are apart, so that they are there when it is given up.</summary>
internal sealed record CommandResult(CommandOutcome Outcome)
{
    public static readonly CommandResult Done = new(CommandOutcome.Done);

    public string? Detail { get; init; }

    public string? Remedy { get; init; }

    public JsonElement? Records { get; init; }

    /// <summary>What is to be done once the answer is on its way.</summary>
    public Action? Then { get; init; }

    public static CommandResult Failed(string detail, string? remedy) => new(CommandOutcome.Failed) { Detail = detail, Remedy = remedy };

    public static CommandResult Unsupported(string detail, string remedy) => new(CommandOutcome.Unsupported) { Detail = detail, Remedy = remedy };

    public static CommandResult BadRequest(string detail, string remedy) => new(CommandOutcome.BadRequest) { Detail = detail, Remedy = remedy };

    public static CommandResult Of(PollError error) => error.Kind == PollErrorKind.Unsupported ? Unsupported(error.Detail, error.Remedy) : Failed(error.Detail, error.Remedy);
}

/// <summary>The lines of a command as they come. Safe for several threads.</summary>
internal sealed class CommandLines
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];

    /// <summary>Null while there is none.</summary>
    public string? Text
    {
        get { lock (_gate) return _lines.Count == 0 ? null : string.Join('\n', _lines); }
    }

    public void Add(string line)
    {
        lock (_gate) _lines.Add(line);
    }
}
