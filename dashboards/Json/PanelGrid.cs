using System.Text.Json.Nodes;
using EdgeNoc.Dashboards.Model;

namespace EdgeNoc.Dashboards.Json;

/// <summary>Lays rows of panels onto Grafana's grid of 24 columns.</summary>
internal static class PanelGrid
{
    public static JsonArray Of(Dashboard dashboard)
    {
        var panels = new JsonArray();
        var (id, y) = (1, 0);
        foreach (var row in dashboard.Rows)
        {
            if (row.Title is { } title)
            {
                panels.Add(new JsonObject { ["id"] = id++, ["type"] = "row", ["title"] = title, ["collapsed"] = false, ["panels"] = new JsonArray(), ["gridPos"] = Place(0, y, 24, 1) });
                y++;
            }

            var x = 0;
            foreach (var panel in row.Panels)
            {
                var json = PanelJson.Of(panel, id++);
                json["gridPos"] = Place(x, y, panel.Width, row.Height);
                panels.Add(json);
                x += panel.Width;
            }

            y += row.Height;
        }

        return panels;
    }

    private static JsonObject Place(int x, int y, int width, int height) => new() { ["h"] = height, ["w"] = width, ["x"] = x, ["y"] = y };
}
