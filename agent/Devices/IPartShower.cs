using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Agent.Devices;

/// <summary>A driver that can show one part of its box to a person: it builds its question from a checked value, and only questions can be built.</summary>
public interface IPartShower
{
    /// <summary>Asks. Not called while a poll is under way. Whatever goes wrong with the device comes back as <see cref="ShowResult.Failed"/>.</summary>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> was cancelled.</exception>
    Task<ShowResult> ShowAsync(ShownPart part, CancellationToken cancellationToken);
}

/// <summary>What a person wants to see.</summary>
public abstract record ShownPart
{
    private ShownPart()
    {
    }

    public sealed record OfInterface(InterfaceName Name) : ShownPart;

    public sealed record OfSubscriber(Subscriber Subscriber) : ShownPart;
}

/// <summary>What the box said, or why it did not.</summary>
public abstract record ShowResult
{
    private ShowResult()
    {
    }

    /// <summary>Lines for people, without secrets where the driver knows of some.</summary>
    public sealed record Shown(IReadOnlyList<string> Lines) : ShowResult;

    public sealed record Failed(PollError Error) : ShowResult;

    /// <summary>The box was not asked: it has no such question, or the value is nothing that it could know.</summary>
    internal static Failed NotAsked(string detail, string remedy) => new(new PollError(PollErrorKind.Unsupported, detail, remedy));
}
