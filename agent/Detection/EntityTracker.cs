namespace EdgeNoc.Agent.Detection;

/// <summary>What one poll says of an entity.</summary>
/// <param name="State">The status word, as <c>up</c> or <c>power_off</c>.</param>
/// <param name="Kind">The kind of the alert that this state means; null means all is well.</param>
/// <param name="Identity">MAC or serial; null keeps what is known.</param>
/// <param name="IsCertain">Something else says the same (a gasp, a line of the log): one poll is enough.</param>
internal readonly record struct Observation(string State, string? Kind, string? Identity = null, bool IsCertain = false);

/// <summary>How many polls in a row confirm a change.</summary>
internal sealed record Debounce(int Down, int Up);

/// <summary>What is held of an entity between polls.</summary>
/// <param name="State">The confirmed status word.</param>
/// <param name="Kind">The alert's kind that belongs to it; null while well.</param>
/// <param name="Since">When it was first seen so, not when that was confirmed.</param>
/// <param name="Identity">MAC or serial, if it has one.</param>
/// <param name="IsRaised">False for what was down when it was first seen: nobody was told of it.</param>
/// <param name="Pending">A change that needs more polls.</param>
/// <param name="Life">ONUs: what is uncertain about who is in the slot; null when nothing is.</param>
/// <param name="Flaps">How often it changed lately; null when it did not.</param>
internal sealed record Tracked(
    string State, string? Kind, DateTimeOffset Since, string? Identity = null, bool IsRaised = false, Pending? Pending = null, SlotLife? Life = null, Flaps? Flaps = null)
{
    /// <summary>What the last poll saw, confirmed or not.</summary>
    public bool WasSeenUp => Pending?.IsUp ?? Kind is null;
}

/// <summary>Polls in a row that said otherwise.</summary>
internal sealed record Pending(bool IsUp, int Count, DateTimeOffset Since);

/// <summary>A confirmed change: what ends and what begins, either may be null; and how long the state before lasted, from first sight to first sight.</summary>
internal sealed record Transition(string? Cleared, string? Raised, TimeSpan Lasted);

/// <summary>One step: what is held from now on, what is confirmed, and whether there is something to store.</summary>
internal readonly record struct Step(Tracked Next, Transition? Transition, bool IsChanged);

/// <summary>Debounces one entity: a pure function of what was held and what was seen.</summary>
/// <remarks>
/// <code>
/// up ──not up × Down──► kind A ──up × Up──► up          kind A ──not up, another kind × Down──► kind B (A clears, B is raised)
/// </code>
/// Another reason or word of the same kind (a timeout that turns out to be a dying gasp) is the same alert.
/// </remarks>
internal static class EntityTracker
{
    /// <summary>The first sight of an entity is a baseline: it is as it is, and nobody is told.</summary>
    public static Tracked Baseline(Observation seen, DateTimeOffset now) => new(seen.State, seen.Kind, now, seen.Identity);

    public static Step Observe(Tracked known, Observation seen, Debounce debounce, DateTimeOffset now)
    {
        var identity = seen.Identity ?? known.Identity;
        if (seen.Kind == known.Kind)
        {
            var isChanged = seen.State != known.State || identity != known.Identity;
            // Thousands of entities stay as they are at every poll: nothing new is made for them.
            return new Step(isChanged || known.Pending is not null ? known with { State = seen.State, Identity = identity, Pending = null } : known, null, isChanged);
        }

        var isUp = seen.Kind is null;
        var pending = known.Pending is { } before && before.IsUp == isUp ? before with { Count = before.Count + 1 } : new Pending(isUp, 1, now);
        if (pending.Count < (isUp ? debounce.Up : debounce.Down)) return new Step(known with { Pending = pending }, null, IsChanged: false);
        var next = new Tracked(seen.State, seen.Kind, pending.Since, identity, IsRaised: !isUp, Flaps: known.Flaps);
        return new Step(next, new Transition(known.IsRaised ? known.Kind : null, seen.Kind, pending.Since - known.Since), IsChanged: true);
    }

    /// <summary>Nothing is known of it now (its OLT does not answer, it is not on the page): polls before and after are not in a row.</summary>
    public static Tracked Unseen(Tracked known) => known.Pending is null ? known : known with { Pending = null };
}
