namespace EdgeNoc.Agent.Cabinet.Inputs;

/// <summary>What a press meant.</summary>
internal enum ButtonAction
{
    None,

    /// <summary>Let go soon: silence the buzzer.</summary>
    Short,

    /// <summary>Held: test lamps and buzzer, then check everything. Comes while it is still held, so that the finger feels it.</summary>
    Long,

    /// <summary>Held on, past the test: who stands here wants to change the config.</summary>
    Open,

    /// <summary>Held longer than anybody would: something jams it, or it is wired wrongly.</summary>
    Stuck,

    /// <summary>A stuck one was let go.</summary>
    Freed,
}

/// <summary>The button. Pure: each step gives what it meant and the next state.</summary>
/// <param name="DownSince">Since when it is pressed, on the clock of the caller; null while it is not.</param>
/// <param name="Acted">This press has had its effect.</param>
/// <param name="Opened">And its second one.</param>
/// <param name="IsStuck">It is ignored until it is let go.</param>
internal sealed record ButtonWatch(TimeSpan? DownSince, bool Acted, bool Opened, bool IsStuck)
{
    public static readonly TimeSpan LongPress = TimeSpan.FromSeconds(3);

    /// <summary>Nobody holds a button for so long who only wants the lamps tested.</summary>
    public static readonly TimeSpan OpenPress = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(30);

    public static readonly ButtonWatch Up = new(null, Acted: false, Opened: false, IsStuck: false);

    /// <summary>At the start: nobody meant a press that was there before.</summary>
    public static ButtonWatch AtStart(bool pressed, TimeSpan now) => pressed ? new(now, Acted: true, Opened: true, IsStuck: false) : Up;

    /// <summary>The debounced line changed.</summary>
    public (ButtonWatch Next, ButtonAction Action) Change(bool pressed, TimeSpan now)
    {
        if (pressed) return DownSince is null ? (new(now, Acted: false, Opened: false, IsStuck: false), ButtonAction.None) : (this, ButtonAction.None);
        if (DownSince is not { } since) return (this, ButtonAction.None);
        if (IsStuck) return (Up, ButtonAction.Freed);
        if (Acted) return (Up, ButtonAction.None);
        return (Up, now - since >= LongPress ? ButtonAction.Long : ButtonAction.Short);
    }

    /// <summary>Time passed.</summary>
    public (ButtonWatch Next, ButtonAction Action) Look(TimeSpan now)
    {
        if (DownSince is not { } since || IsStuck) return (this, ButtonAction.None);
        if (now - since >= StuckAfter) return (this with { Acted = true, IsStuck = true }, ButtonAction.Stuck);
        if (Acted && !Opened && now - since >= OpenPress) return (this with { Opened = true }, ButtonAction.Open);
        return !Acted && now - since >= LongPress ? (this with { Acted = true }, ButtonAction.Long) : (this, ButtonAction.None);
    }
}
