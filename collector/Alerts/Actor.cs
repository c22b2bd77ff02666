namespace EdgeNoc.Collector.Alerts;

/// <summary>Who does something.</summary>
/// <param name="Id">A contact's or token's id; a telephone number where there is neither.</param>
/// <param name="Name">What people see: "acknowledged by …".</param>
/// <param name="Via"><c>api</c>, <c>whatsapp</c>, <c>file</c> or <c>verb</c>.</param>
internal sealed record Actor(string Id, string Name, string Via);

/// <summary>What became of it: one of the three below, without words, for each way in answers in its own.</summary>
internal abstract record ActionResult
{
    private ActionResult()
    {
    }

    /// <summary>Done.</summary>
    /// <param name="Id">The incident's number, or the id of the silence that was made or ended.</param>
    /// <param name="Until">When it ends by itself; null: never.</param>
    public sealed record Done(long Id, DateTimeOffset? Until = null) : ActionResult;

    /// <summary>There is no such incident or silence.</summary>
    public sealed record NotFound : ActionResult;

    /// <summary>It is there, and this cannot be done with it.</summary>
    /// <param name="Reason">One word for a program: <c>closed</c>, <c>not_acknowledged</c>, <c>ended</c>, <c>too_long</c> …</param>
    public sealed record Refused(string Reason) : ActionResult;
}
