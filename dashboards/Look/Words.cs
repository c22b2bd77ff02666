namespace EdgeNoc.Dashboards.Look;

/// <summary>What a value is shown as.</summary>
/// <param name="Value">As it is stored; null: nothing was measured.</param>
/// <param name="Text">Shown instead.</param>
/// <param name="Colour">One of <see cref="Colours"/>.</param>
internal sealed record Word(string? Value, string Text, string Colour);

/// <summary>Words and colours for values that are not figures.</summary>
internal static class Words
{
    /// <summary>In every panel: what is not there is grey.</summary>
    public static Word Nothing { get; } = new(null, "–", Colours.Unknown);

    public static IReadOnlyList<Word> Up { get; } = [new("0", "down", Colours.Bad), new("1", "up", Colours.Good)];

    public static IReadOnlyList<Word> Ok { get; } = [new("0", "fault", Colours.Bad), new("1", "ok", Colours.Good)];

    /// <summary>The states of an ONU, one colour each; the customer's own power is told apart from the line.</summary>
    public static IReadOnlyList<Word> OnuStatus { get; } =
    [
        new("up", "up", Colours.Good), new("down", "down", Colours.Bad), new("los", "no light", Colours.Bad), new("power_off", "power off", Colours.PowerOff),
        new("loop", "loop", Colours.Medium), new("auth_failed", "login refused", Colours.Medium), new("unknown", "unknown", Colours.Unknown),
    ];

    public static IReadOnlyList<Word> AlertState { get; } = [new("raised", "raised", Colours.Bad), new("cleared", "cleared", Colours.Good)];

    public static IReadOnlyList<Word> Uplink { get; } = [new("main", "main", Colours.Good), new("backup", "backup", Colours.Medium)];
}
