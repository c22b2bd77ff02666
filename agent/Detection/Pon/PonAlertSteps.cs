using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection.Pon;

/// <summary>One PON in one poll.</summary>
/// <param name="Work">Where events go.</param>
/// <param name="View">Who is there and who is not.</param>
/// <param name="Port">What the OLT says of the port itself; null when it says nothing.</param>
/// <param name="Cutoff">Losses since then may have one cause; null while the OLT itself has just started.</param>
internal sealed record PonStep(DetectionWork Work, PonView View, PonRecord? Port, TimeSpan? Cutoff)
{
    public EntityId Key => new(Work.Device, $"pon/{View.Pon}");

    public void Raise(PonAlert alert, IReadOnlyList<Loss> members, string? grewFrom = null) =>
        Work.Add(Key, alert.Kind, EventState.Raised, PonText.Raised(alert, View, members, Port, grewFrom));

    public void Clear(PonAlert alert, IReadOnlyList<Loss> remaining, string reason) =>
        Work.Clear(Key, alert.Kind, (alert.CalmSince ?? Work.Now.Wall) - alert.Since, PonText.Cleared(alert, remaining, reason));
}

/// <summary>How a standing alert of a PON goes on: grows, changes its cause, or ends when nearly all are back.</summary>
internal static class PonAlertSteps
{
    /// <summary>The alert after a poll; null when it is over. What people should hear goes into the work.</summary>
    /// <param name="step">The poll.</param>
    /// <param name="held">The alert before.</param>
    /// <param name="members">Those of its ONUs that are gone still.</param>
    /// <param name="pons">PONs of the POP that were hit at once.</param>
    /// <param name="upPolls">So many polls in a row confirm that it is over.</param>
    public static PonAlert? Next(PonStep step, PonAlert held, IReadOnlyList<Loss> members, int pons, int upPolls)
    {
        var entity = step.Key.Entity;
        var rule = step.Work.Rule(held.Kind, entity);
        var alert = held with
        {
            Lost = Math.Max(held.Lost, members.Count),
            Total = Math.Max(held.Total, step.View.Total(step.Work.Now.Wall)),
            Pons = pons,
            Registered = Registered(held, step.View, entity),
        };
        if (members.Count <= alert.Lost * rule.Clear / 100) return End(step, alert with { CalmPolls = alert.CalmPolls + 1, CalmSince = alert.CalmSince ?? step.Work.Now.Wall }, members, upPolls);
        alert = alert with { CalmPolls = 0, CalmSince = null };
        if (Grows(step, alert, members)) return Grow(step, alert, members);
        // While they come back the rest may look like another cause.
        var cause = members.Count * 2 < alert.Lost ? alert.Cause : PonRules.CauseOf(alert.Kind, members, pons, step.Port);
        if (cause == alert.Cause && members.Count < alert.Told * 2) return alert;
        var told = alert with { Cause = cause, Told = members.Count, SilenceProves = PonRules.SilenceProves(members) };
        step.Raise(told, members);
        return told;
    }

    private static PonAlert? End(PonStep step, PonAlert alert, IReadOnlyList<Loss> remaining, int upPolls)
    {
        if (alert.CalmPolls < upPolls) return alert;
        var wasPower = alert.Cause is Causes.FibreCut or Causes.BranchCut or Causes.PowerOrCable or Causes.Mixed
            && !alert.SilenceProves && ReturnPattern.IsOfPower(alert.Registered, alert.Lost - remaining.Count);
        var told = wasPower ? alert with { FirstCause = alert.Cause, Cause = Causes.Power } : alert;
        step.Clear(told, remaining, wasPower ? "power" : "recovered");
        return null;
    }

    private static bool Grows(PonStep step, PonAlert alert, IReadOnlyList<Loss> members) =>
        alert.Kind == DetectedKinds.PonPartial && !step.Work.Rule(DetectedKinds.PonDown, step.Key.Entity).IsOff
        && PonRules.KindOf(members, step.View.Total(step.Work.Now.Wall), step.Work.Rule(DetectedKinds.PonDown, step.Key.Entity), step.Work.Rule(DetectedKinds.PonPartial, step.Key.Entity)) == DetectedKinds.PonDown;

    /// <summary>Another kind is another alert: the new one is told first, so that there is no moment without one.</summary>
    private static PonAlert Grow(PonStep step, PonAlert partial, IReadOnlyList<Loss> members)
    {
        var cause = PonRules.CauseOf(DetectedKinds.PonDown, members, partial.Pons, step.Port);
        var down = partial with { Kind = DetectedKinds.PonDown, Cause = cause, FirstCause = cause, Told = members.Count, SilenceProves = PonRules.SilenceProves(members) };
        step.Raise(down, members, grewFrom: DetectedKinds.PonPartial);
        step.Clear(partial, members, "grew");
        return down;
    }

    private static IReadOnlyList<TimeSpan> Registered(PonAlert held, PonView view, string entity)
    {
        if (view.Returns.Count == 0) return held.Registered;
        return [.. held.Registered, .. view.Returns.Where(back => back.Loss.Parent == entity && back.Registered is not null).Select(back => back.Registered!.Value)];
    }
}
