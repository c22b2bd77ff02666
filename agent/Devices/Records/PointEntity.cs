using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Agent.Devices.Records;

/// <summary>Which part of a device a point is about, by its measurement and tags: <c>pon/0/3</c>, <c>onu/0/3:17</c>, <c>if/ether1</c>, <c>device</c>.</summary>
internal sealed class PointEntity : IPointSink
{
    private readonly Dictionary<string, string?> _tags = new(StringComparer.Ordinal);
    private string _measurement = "";

    private PointEntity()
    {
    }

    /// <summary>The entity's name.</summary>
    public static string Of(IPoint point)
    {
        var sink = new PointEntity();
        point.WriteTo(sink);
        return sink._measurement switch
        {
            "onu" => $"onu/{sink["pon"]}:{sink["onu"]}",
            "interface" or "optic" => $"if/{sink["interface"]}",
            "ippool" => $"pool/{sink["pool"]}",
            "sessions" => $"sessions/{sink["service"]}",
            "bgp_peer" => $"bgp/{sink["peer"]}",
            "board" => $"board/{sink["slot"]}",
            "device" => "device",
            var other => $"{other}/{sink[other]}",
        };
    }

    /// <summary>Whether a point belongs to what somebody asked for: the entity itself, and for a PON its ONUs.</summary>
    public static bool IsOf(IPoint point, string part)
    {
        var entity = Of(point);
        return entity == part || (part.StartsWith("pon/", StringComparison.Ordinal) && entity.StartsWith($"onu/{part[4..]}:", StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public void Measurement(string name) => _measurement = name;

    /// <inheritdoc/>
    public void Tag(string key, string? value) => _tags[key] = value;

    /// <inheritdoc/>
    public void Field(string key, long? value)
    {
    }

    /// <inheritdoc/>
    public void Field(string key, double? value)
    {
    }

    /// <inheritdoc/>
    public void Field(string key, string? value)
    {
    }

    private string? this[string tag] => _tags.GetValueOrDefault(tag);
}
