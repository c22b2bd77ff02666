using EdgeNoc.Dashboards.Look;
using EdgeNoc.Dashboards.Model;

namespace EdgeNoc.Dashboards.Queries;

/// <summary>ONUs as their PONs count them, added up.</summary>
/// <remarks>
/// One sum a query: InfluxDB mixes up rows of several series when one of them lacks a field that another has, and reads the inner query anew for each sum of the outer one, which takes
/// seconds with thousands of PONs.
/// </remarks>
internal static class Pons
{
    /// <summary>The tags of one.</summary>
    private const string One = "\"site\", \"device\", \"pon\"";

    /// <param name="field">Of measurement <c>pon</c>.</param>
    /// <param name="where">Conditions on tags, or empty.</param>
    /// <param name="by">The tags of a row, or empty.</param>
    public static Query Sum(string field, string where, string by = "") => InfluxQl.SumNow("pon", $"sum(\"{field}\") AS \"{field}\"", field, where, One, by);

    /// <summary>Those that are gone without a word; whoever has no power is told apart.</summary>
    public static Query Down(string where, string by = "") => new(
        $"SELECT sum(\"v\") AS \"down\" FROM (SELECT last(\"offline\") - last(\"power_off\") AS \"v\" FROM \"pon\" WHERE {InfluxQl.Fresh(InfluxQl.Polled)}{InfluxQl.And(where)} GROUP BY {One}){InfluxQl.Group(by)}",
        QueryShape.Table);

    /// <summary>How many are too weak, as their agents counted them for each PON: to ask 100,000 of them would take seconds.</summary>
    public static Query Weak(string where, string by = "") => InfluxQl.SumNow("pon", "sum(\"weak\") AS \"weak\"", "weak", where, One, by, InfluxQl.Slow);

    /// <summary>Online, down and without power.</summary>
    /// <param name="silent">Of the same PONs.</param>
    public static Panel Onus(int width, string where, Query silent) => Panels.Stat("ONUs", width, [Sum("online", where), Down(where), Sum("power_off", where)], silent, new FieldLook(),
        new FieldRule("online", new FieldLook { Steps = Levels.One(Colours.Good) }), new("down", new FieldLook { Steps = Levels.Trouble() }),
        new("power_off", new FieldLook { Name = "power off", Steps = Levels.Trouble(Colours.PowerOff) }));

    public static Panel WeakOnus(int width, string where, Query silent) => Panels.Stat("Weak ONUs", width, Weak(where), silent, new FieldLook { Steps = Levels.Trouble(Colours.Mild) });
}
