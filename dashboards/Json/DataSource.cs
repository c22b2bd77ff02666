using System.Text.Json.Nodes;

namespace EdgeNoc.Dashboards.Json;

/// <summary>The one data source of all panels, by the uid that provisioning gives it.</summary>
internal static class DataSource
{
    public const string Uid = "edgenoc-influx";

    public static JsonObject Json() => new() { ["type"] = "influxdb", ["uid"] = Uid };
}
