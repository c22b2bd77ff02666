namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>Somebody takes over for a while, whoever's shift it is.</summary>
/// <param name="Starts">From then on.</param>
/// <param name="Ends">The first moment after it.</param>
/// <param name="Contact">A contact's id; he need not be a member.</param>
internal sealed record RotationOverride(DateTimeOffset Starts, DateTimeOffset Ends, string Contact)
{
    public bool Covers(DateTimeOffset now) => Starts <= now && now < Ends;
}

/// <summary>A time during which one person is on call.</summary>
/// <param name="Starts">From then on.</param>
/// <param name="Ends">The first moment after it.</param>
/// <param name="Contact">A contact's id; null: nobody.</param>
/// <param name="IsOverride">Not by the turn.</param>
internal sealed record RotationShift(DateTimeOffset Starts, DateTimeOffset Ends, string? Contact, bool IsOverride);

/// <summary>People who take turns: a row of <c>rotations</c>.</summary>
/// <param name="Id">As routes name it: <c>rotation:oncall</c>.</param>
/// <param name="Starts">When the first member's first shift begins.</param>
/// <param name="Shift">How long each shift is.</param>
/// <param name="Members">Ids of contacts, in order.</param>
internal sealed record Rotation(string Id, DateTimeOffset Starts, TimeSpan Shift, IReadOnlyList<string> Members)
{
    /// <summary>Of several that cover a moment the last one counts.</summary>
    public IReadOnlyList<RotationOverride> Overrides { get; init; } = [];

    /// <summary>Who is on call; null when it has no members or no length, and nobody took over.</summary>
    public string? OnCall(DateTimeOffset now) => Overrides.LastOrDefault(one => one.Covers(now))?.Contact ?? ByTurn(now);

    /// <summary>Whose turn it is, whoever took over. Before its start it runs backwards.</summary>
    public string? ByTurn(DateTimeOffset now)
    {
        if (Members.Count == 0 || Shift <= TimeSpan.Zero) return null;
        var shift = (long)Math.Floor((now - Starts) / Shift);
        return Members[(int)(((shift % Members.Count) + Members.Count) % Members.Count)];
    }

    /// <summary>Everybody whom it could mean now: who is on call, then the others by their turns.</summary>
    public IEnumerable<string> InOrder(DateTimeOffset now)
    {
        var first = ByTurn(now) is { } turn ? Members.TakeWhile(member => member != turn).Count() : 0;
        var byTurn = Members.Skip(first).Concat(Members.Take(first));
        return OnCall(now) is { } onCall ? byTurn.Prepend(onCall).Distinct(StringComparer.Ordinal) : byTurn;
    }

    /// <summary>Who is on call when, without a gap; at most <paramref name="most"/>.</summary>
    public IReadOnlyList<RotationShift> Calendar(DateTimeOffset from, DateTimeOffset to, int most)
    {
        var shifts = new List<RotationShift>();
        for (var at = from; at < to && shifts.Count < most;)
        {
            var end = Next(at, to);
            var taken = Overrides.LastOrDefault(one => one.Covers(at));
            var (contact, isOverride) = (taken?.Contact ?? ByTurn(at), taken is not null);
            if (shifts is [.., var last] && last.Contact == contact && last.IsOverride == isOverride) shifts[^1] = last with { Ends = end };
            else shifts.Add(new RotationShift(at, end, contact, isOverride));
            at = end;
        }

        return shifts;
    }

    /// <summary>The next moment at which it may be somebody else.</summary>
    private DateTimeOffset Next(DateTimeOffset at, DateTimeOffset to)
    {
        var next = to;
        if (Members.Count > 0 && Shift > TimeSpan.Zero)
        {
            var turn = Starts + (Shift * (Math.Floor((at - Starts) / Shift) + 1));
            if (turn > at && turn < next) next = turn;
        }

        foreach (var edge in Overrides.SelectMany(one => new[] { one.Starts, one.Ends })) if (edge > at && edge < next) next = edge;
        return next;
    }
}
