namespace EdgeNoc.Simulators.Olt;

/// <summary>Something that happens so many seconds after the start.</summary>
public sealed record ScenarioStep(double AtS, OltAction Action);

/// <summary>A day in the life of an OLT, as data.</summary>
/// <param name="Steps">In order of time.</param>
/// <param name="RepeatS">After so many seconds it begins again.</param>
public sealed record Scenario(IReadOnlyList<ScenarioStep> Steps, double RepeatS)
{
    /// <summary>The minute of the demo: one ONU loses power, a whole PON its fibre, and both come back.</summary>
    public static Scenario Demo(OltModel model)
    {
        var onu = model.Slots.First(slot => slot.Pon == model.Pons[0] && slot.Number == Math.Min(7, model.Plan.OnusPerPon)).Id;
        var pon = model.Pons[Math.Min(1, model.Pons.Count - 1)];
        return new Scenario(
            [
                new(6, new(OltActionKind.GaspOnu, onu)),
                new(14, new(OltActionKind.CutPon, pon)),
                new(30, new(OltActionKind.RepairPon, pon)),
                new(40, new(OltActionKind.RestoreOnu, onu)),
            ],
            RepeatS: 120);
    }

    /// <summary>Plays the steps, over and over, until cancelled; <paramref name="applied"/> is told of each.</summary>
    public async Task PlayAsync(OltModel model, TimeProvider time, Action<OltChange> applied, CancellationToken ct)
    {
        for (var round = 0; ; round++)
        {
            var began = time.GetTimestamp();
            foreach (var step in Steps)
            {
                await WaitUntilAsync(step.AtS);
                if (model.Apply(step.Action) is { } change) applied(change);
            }

            await WaitUntilAsync(RepeatS);

            async Task WaitUntilAsync(double atS)
            {
                var left = TimeSpan.FromSeconds(atS) - time.GetElapsedTime(began);
                if (left > TimeSpan.Zero) await Task.Delay(left, time, ct);
            }
        }
    }
}
