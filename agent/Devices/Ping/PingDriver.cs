using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Devices.Ping;

/// <summary>A group of ONTs, each asked by ICMP echo, all at once.</summary>
internal sealed class PingDriver(PingOptions options, IPinger pinger) : IDriver
{
    public static DriverDefinition Definition { get; } = new()
    {
        Name = "ping",
        Kind = "ont",
        IdKey = "group",
        ReadOptions = PingOptions.Read,
        Create = (device, context) => new PingDriver((PingOptions)device.Options, context.Pinger),
    };

    /// <inheritdoc/>
    public async Task<PollResult> PollAsync(CancellationToken cancellationToken)
    {
        var results = await Task.WhenAll(options.Targets.Select(target => pinger.PingAsync(target.Address, options.Count, options.Timeout, cancellationToken))).ConfigureAwait(false);
        return results.FirstOrDefault(result => result.Fault is not null) is { Fault: { } fault }
            ? new PollResult.Failed(fault)
            : new PollResult.Read(new Reading { Members = [.. options.Targets.Zip(results, ToRecord)] });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>An ONT that does not answer has a place on the map and no metrics.</summary>
    internal static MemberRecord ToRecord(PingTarget target, PingResult result)
    {
        var up = result.Received > 0;
        return new MemberRecord(target.Id, new DeviceRecord
        {
            Kind = "ont",
            Up = up,
            RttMs = result.RttMs,
            LossPct = up ? Math.Round(100.0 * (result.Sent - result.Received) / result.Sent, 1) : null,
            Error = up ? null : "unreachable",
            Name = target.Name,
            Lat = target.Latitude,
            Lon = target.Longitude,
        });
    }
}
