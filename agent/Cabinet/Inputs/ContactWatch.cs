namespace EdgeNoc.Agent.Cabinet.Inputs;

/// <summary>A dry contact behind the kernel's debounce. Pure. An alarm counts at once; its end counts when the contact was calm, so that one that bounces raises once.</summary>
/// <param name="IsAlarm">Mains lost, door open, battery low.</param>
/// <param name="Since">When that last changed, on the clock of the caller.</param>
/// <param name="Line">What the line says now.</param>
/// <param name="LineSince">Since when.</param>
/// <param name="Changes">When it changed within the last minute.</param>
internal sealed record ContactWatch(bool IsAlarm, TimeSpan Since, bool Line, TimeSpan LineSince, IReadOnlyList<TimeSpan> Changes)
{
    /// <summary>An alarm is over when its contact has said so for so long.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromSeconds(30);

    /// <summary>More changes a minute than this come from a bad contact, not from the world.</summary>
    public const int MostChanges = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Changes too often to be believed.</summary>
    public bool IsBouncing => Changes.Count > MostChanges;

    public static ContactWatch AtStart(bool alarm, TimeSpan now) => new(alarm, now, alarm, now, []);

    public ContactWatch Change(bool alarm, TimeSpan now)
    {
        if (alarm == Line) return this;
        // More of them say nothing new.
        IReadOnlyList<TimeSpan> changes = [.. Changes.Append(now).Where(at => now - at < Window).TakeLast(MostChanges + 1)];
        var seen = this with { Line = alarm, LineSince = now, Changes = changes };
        return alarm && !IsAlarm ? seen with { IsAlarm = true, Since = now } : seen;
    }

    public ContactWatch Look(TimeSpan now)
    {
        var seen = Changes.Count > 0 && now - Changes[0] >= Window ? this with { Changes = [.. Changes.Where(at => now - at < Window)] } : this;
        return IsAlarm && !Line && now - LineSince >= Calm && !seen.IsBouncing ? seen with { IsAlarm = false, Since = now } : seen;
    }
}
