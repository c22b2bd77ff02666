namespace EdgeNoc.Common.Config;

/// <summary>A password or key on its way to where it is used. It shows itself to nobody who prints it.</summary>
public sealed class Secret(string value)
{
    /// <summary>The secret itself: for the one call that needs it, never for a log, a message or a page.</summary>
    public string Reveal() => value;

    public override string ToString() => "***";
}
