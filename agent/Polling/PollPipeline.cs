using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Detection;
using EdgeNoc.Agent.Detection.Boxes;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Agent.Tables;
using EdgeNoc.Common.Events;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Polling;

/// <summary>Where the results of polls go, and what else that needs.</summary>
public sealed record PollOutlets
{
    public required ITelemetryOutbox Telemetry { get; init; }

    public required IEventLog Events { get; init; }

    public required ITableOutbox Tables { get; init; }

    /// <summary>How long at least between two snapshots of a table; null for the usual.</summary>
    public Func<TimeSpan>? TableGap { get; init; }

    public required IPinger Pinger { get; init; }

    /// <summary>Whether a host answers at a TCP port; null: nobody knocks.</summary>
    public Func<string, int, CancellationToken, Task<bool?>>? Knock { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Whether the wall clock can be trusted now.</summary>
    public required Func<TimeQuality> TimeQuality { get; init; }

    public required ILogger Logger { get; init; }

    /// <summary>What may know more than a reading says; null for nothing.</summary>
    public IReadingWatch? Watch { get; init; }

    /// <summary>Is shown each reading of a device once it is stored, with its time; null for nobody.</summary>
    public Action<string, Reading, DateTimeOffset>? Shown { get; init; }
}

/// <summary>What happens to the result of a poll of one config entry: telemetry first, then detection, events in one commit, then tables.</summary>
internal sealed class PollPipeline(DeviceConfig device, Detector detector, PollOutlets outlets)
{
    private readonly TableSender _tables = new(device.Id, outlets.Tables, outlets.Time, outlets.TableGap);
    private readonly OnuTable _onus = new();
    private long? _opticsStored;
    private DeviceHealthSnapshot _health = new(device.Id, device.Driver.Name, device.Driver.Kind, "waiting", null, null, null, null);

    public DeviceHealthSnapshot Health => Volatile.Read(ref _health);

    /// <summary>Takes a result. Throws only what the stores throw; then nothing is held as seen, and the next poll finds it again.</summary>
    /// <returns>How soon another poll should follow; null for the device's own pace.</returns>
    public async Task<TimeSpan?> TakeAsync(PollResult result, TimeSpan took, CancellationToken cancellationToken)
    {
        TimeSpan? again = null;
        if (result is PollResult.Read { Reading: var reading }) TakeReading(outlets.Watch?.See(device.Id, reading, out again) ?? reading, took);
        else if (result is PollResult.Failed { Error: var error }) await TakeFailureAsync(error, cancellationToken).ConfigureAwait(false);
        return again;
    }

    private void TakeReading(Reading reading, TimeSpan took)
    {
        var now = outlets.Time.GetUtcNow();
        LogRecovery(reading);
        var abandoned = detector.Abandoned(reading, now);
        reading = reading with { Pons = detector.WithWeakOnus(PonRecord.Without(reading.Pons, abandoned), reading.Onus) };
        if (device.Options.MemberIds.Count == 0) outlets.Telemetry.Write(device.Id, PollPoints.Of(device, reading, took, OpticsAreDue()), now);
        foreach (var (member, record) in reading.Members) outlets.Telemetry.Write(member, [record], now);
        detector.Take(reading, Moment.Of(outlets.Time), outlets.Events);
        outlets.Shown?.Invoke(device.Id, reading, now);
        _tables.Take(_onus.Read(reading) is { } onus ? [.. reading.Tables, onus] : reading.Tables, now);
        var (up, total) = Count(reading, abandoned.Count);
        Volatile.Write(ref _health, Health with { Health = "ok", LastOk = now, LastError = null, PartsUp = up, PartsTotal = total });
    }

    private async Task TakeFailureAsync(PollError error, CancellationToken cancellationToken)
    {
        var now = outlets.Time.GetUtcNow();
        if (Health.LastError?.Kind != error.Kind) outlets.Logger.LogWarning("{Device}: {Detail}; {Remedy}", device.Id, error.Detail, error.Remedy);
        Volatile.Write(ref _health, Health with { Health = error.Word, LastError = error, PartsUp = null, PartsTotal = null });
        if (device.Options.MemberIds.Count == 0) outlets.Telemetry.Write(device.Id, [PollPoints.Of(device, error)], now);
        var signs = Rules.IsSilence(error) ? await SignsOfLifeAsync(cancellationToken).ConfigureAwait(false) : LifeSigns.None;
        detector.Take(error, signs, Moment.Of(outlets.Time), outlets.Events);
        _tables.Take([], now);
    }

    /// <summary>Asks the box by other ways, each only where the one before got no answer.</summary>
    private async Task<LifeSigns> SignsOfLifeAsync(CancellationToken cancellationToken)
    {
        var heardAgo = outlets.Watch?.HeardAgo(device.Id);
        var ping = await HostPing.AnswersAsync(outlets.Pinger, device.Options.Host, cancellationToken).ConfigureAwait(false);
        if (ping == true || outlets.Knock is null || device.Options is not { Host: { } host, Port: { } port }) return new LifeSigns(ping, null, heardAgo);
        return new LifeSigns(ping, await outlets.Knock(host, port, cancellationToken).ConfigureAwait(false), heardAgo);
    }

    private bool OpticsAreDue()
    {
        if (device.Options.OpticsInterval is not { } interval) return true;
        if (_opticsStored is { } stored && outlets.Time.GetElapsedTime(stored) < interval) return false;
        _opticsStored = outlets.Time.GetTimestamp();
        return true;
    }

    private void LogRecovery(Reading reading)
    {
        if (Health.Health != "ok") outlets.Logger.LogInformation("{Device}: answers, {Seen}", device.Id, string.Join(", ", ReadingText.Of(reading)));
        foreach (var remark in reading.Remarks) outlets.Logger.LogDebug("{Device}: {Remark}", device.Id, remark);
        if (reading.Dropped > 0) outlets.Logger.LogDebug("{Device}: {Dropped} rows or fields made no sense and were left out", device.Id, reading.Dropped);
    }

    private static (int? Up, int? Total) Count(Reading reading, int abandoned) =>
        reading.Members.Count > 0 ? (reading.Members.Count(member => member.Record.Up == true), reading.Members.Count)
        : reading.Onus.Count > 0 ? (reading.Onus.Count(onu => onu.Status == OnuStatus.Up), reading.Onus.Count - abandoned)
        : (null, null);
}
