using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Downsampling.Setup;
using EdgeNoc.Dashboards;
using EdgeNoc.Dashboards.Json;
using EdgeNoc.Dashboards.Model;
using EdgeNoc.Dashboards.Queries;
using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Dashboards;

/// <summary>The first start: a database that was set up, and not a single point.</summary>
public sealed class DashboardsEmptyTests
{
    [Fact]
    public async Task Before_any_data_came_no_query_fails_and_none_has_an_answer()
    {
        await using var influx = await InfluxDb.StartAsync(RigDirectory.New("dashboards-empty"));
        using (var admin = new InfluxAdmin(new InfluxConfig(influx.Url, "edgenoc", User: null, Password: null), TimeSpan.FromSeconds(30), TimeProvider.System))
        {
            await foreach (var step in SetupOne.RunAsync(admin, "edgenoc", default)) Assert.True(step.Problem is null, $"{step.What}: {step.Problem}");
        }

        // Drop-downs have nothing to offer, so variables are empty.
        var now = DateTimeOffset.UtcNow;
        foreach (var store in new[] { "autogen", "m5" })
        {
            var filled = new Substitution(now.AddHours(-6), now, now, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["site"] = "", ["olt"] = "", ["pon"] = "", ["onu"] = "", ["router"] = "", ["interface"] = "", ["store"] = store, ["stale"] = "90", ["find"] = "", ["collector"] = "",
            });
            foreach (var dashboard in AllDashboards.List)
            {
                foreach (var query in dashboard.Panels.SelectMany(panel => panel.Queries))
                {
                    using var answer = await influx.QueryAsync("edgenoc", filled.Fill(query.Text));
                    Assert.Empty(InfluxTable.Of(answer).Rows);
                }

                foreach (var variable in dashboard.Variables.OfType<Variable.FromQuery>()) using (await influx.QueryAsync("edgenoc", filled.Fill(variable.Query))) { }
                if (dashboard.AlertsWhere is { } where) using (await influx.QueryAsync("edgenoc", filled.Fill(DashboardJson.AlertsQuery("raised", where)))) { }
            }
        }
    }
}
