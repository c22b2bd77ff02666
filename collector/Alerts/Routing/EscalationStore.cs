using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Alerts.Routing;

/// <summary>A row of <c>escalations</c>: how far an incident went on a route.</summary>
internal sealed record Escalation
{
    public long Incident { get; init; }
    public string Route { get; init; } = "";
    public long BeganMs { get; init; }

    /// <summary>How many steps were taken.</summary>
    public long Step { get; init; }
}

/// <summary>The table <c>escalations</c>.</summary>
internal static class EscalationStore
{
    public static List<Escalation> Of(Db db, long incident) => db.Query<Escalation>("SELECT * FROM escalations WHERE incident = @incident ORDER BY began_ms, route", new { incident });

    public static void Put(Db db, Escalation escalation) => db.Execute(
        """
        INSERT INTO escalations (incident, route, began_ms, step) VALUES (@Incident, @Route, @BeganMs, @Step)
        ON CONFLICT (incident, route) DO UPDATE SET step = excluded.step
        """,
        escalation);

    /// <summary>Moves its beginning, so that its next step falls due earlier.</summary>
    public static void Hasten(Db db, Escalation escalation, long beganMs) => db.Execute(
        "UPDATE escalations SET began_ms = @beganMs WHERE incident = @Incident AND route = @Route AND began_ms > @beganMs", new { escalation.Incident, escalation.Route, beganMs });
}
