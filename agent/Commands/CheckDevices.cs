using System.Globalization;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Commands;

/// <summary>One poll of a device, judged.</summary>
internal static class CheckDevices
{
    /// <summary>Drivers bound every request; a box that drips one byte after another through many of them is given up here.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<IReadOnlyList<CheckItem>> RunAsync(DeviceConfig device, DriverContext context, CancellationToken cancellationToken)
    {
        var driver = device.Driver.Create(device, context);
        await using (driver.ConfigureAwait(false))
        {
            using var patience = new CancellationTokenSource(Patience, context.Time);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
            var began = context.Time.GetTimestamp();
            try
            {
                return [await driver.PollAsync(limit.Token).ConfigureAwait(false) switch
                {
                    PollResult.Failed { Error: var error } => new CheckItem(device.Id, CheckMark.Failed, error.Detail, error.Remedy),
                    PollResult.Read { Reading: var reading } => WithCaveat(device, Judge(device.Id, reading, context.Time.GetElapsedTime(began))),
                    var other => throw new InvalidOperationException($"{other} is no result of a poll"),
                }];
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return [new CheckItem(device.Id, CheckMark.Failed, string.Create(CultureInfo.InvariantCulture, $"no end of its answers within {Patience.TotalSeconds} s"), "check the link to the device, and whether something else keeps it busy")];
            }
        }
    }

    /// <summary>A box that answers well may still be one that nobody has seen before: that is no fault of it, but whoever has one can help.</summary>
    private static CheckItem WithCaveat(DeviceConfig device, CheckItem item) => device.Driver.Unproven is not { } what ? item
        : item with { Detail = $"{item.Detail}; {what} unproven on real hardware: please send a capture: edgenoc-agent capture {device.Id} --out {device.Id}" };

    internal static CheckItem Judge(string id, Reading reading, TimeSpan took)
    {
        var ms = string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds:0} ms");
        return reading.Members.Count > 0 ? JudgeGroup(id, reading, ms) : JudgeDevice(id, reading, ms);
    }

    private static CheckItem JudgeGroup(string id, Reading reading, string ms)
    {
        var silent = reading.Members.Where(member => member.Record.Up != true).Select(member => member.Device).ToList();
        var seen = string.Join(", ", ReadingText.Of(reading).Append(ms));
        if (silent.Count == 0) return new(id, CheckMark.Ok, seen);
        return silent.Count == reading.Members.Count
            ? new(id, CheckMark.Failed, seen, "check that this machine has a route to the ONTs and that they may answer ping")
            : new(id, CheckMark.Warning, seen, $"silent: {string.Join(", ", silent.Take(5))}{(silent.Count > 5 ? $" and {silent.Count - 5} more" : "")}");
    }

    private static CheckItem JudgeDevice(string id, Reading reading, string ms)
    {
        var seen = string.Join(", ", ReadingText.Of(reading).Append(ms));
        List<string> remedies = [.. reading.Remarks];
        if (reading.Dropped > 0)
        {
            seen = string.Create(CultureInfo.InvariantCulture, $"{seen}, {reading.Dropped} rows or fields left out");
            remedies.Add("they made no sense: look at a capture of the device with the verbs capture and parse");
        }

        return remedies.Count == 0 ? new(id, CheckMark.Ok, seen) : new(id, CheckMark.Warning, seen, string.Join("; ", remedies));
    }
}
