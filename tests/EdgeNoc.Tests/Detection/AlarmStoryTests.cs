using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Detection;

/// <summary>What a box holds active by its own judgement, poll by poll.</summary>
public sealed class AlarmStoryTests
{
    private readonly Pop _pop = new();

    [Fact]
    public async Task An_alarm_is_told_once_and_ends_when_the_box_lists_it_no_more()
    {
        Assert.Equal(["+device.alarm_active router-1 alarm/0x85:24"], await ReadAsync(Alarm(24)));
        var told = _pop.Last("device.alarm_active");
        Assert.Equal(("The interface status changes 24", "major", Severity.Low), (told.Labels["name"], told.Labels["level"], told.Severity));
        Assert.Empty(await ReadAsync(Alarm(24)));
        // Most polls do not ask.
        Assert.Empty(await _pop.RouterAsync(new Reading()));
        Assert.Equal(["+device.alarm_active router-1 alarm/0x85:25"], await ReadAsync(Alarm(24), Alarm(25)));
        Assert.Equal(["-device.alarm_active router-1 alarm/0x85:24"], await ReadAsync(Alarm(25)));
        Assert.Equal(["-device.alarm_active router-1 alarm/0x85:25"], await ReadAsync());
        Assert.Equal(["+device.alarm_active router-1 alarm/0x85:24"], await ReadAsync(Alarm(24)));
    }

    [Fact]
    public async Task A_critical_one_is_of_a_kind_of_its_own_and_outlives_a_restart()
    {
        Assert.Equal(["+device.alarm_critical router-1 alarm/0x85:7"], await ReadAsync(Alarm(7, "critical")));
        Assert.Equal(Severity.High, _pop.Last("device.alarm_critical").Severity);
        _pop.Restart();
        Assert.Empty(await ReadAsync(Alarm(7, "critical")));
        Assert.Equal(["-device.alarm_critical router-1 alarm/0x85:7", "+device.alarm_active router-1 alarm/0x85:7"], await ReadAsync(Alarm(7, "minor")));
        _pop.Restart();
        Assert.Equal(["-device.alarm_active router-1 alarm/0x85:7"], await ReadAsync());
    }

    [Fact]
    public async Task Of_thousands_the_severe_ones_are_told()
    {
        var events = await ReadAsync([.. Enumerable.Range(1, 2_000).Select(number => Alarm(number, number == 1_999 ? "critical" : "warning"))]);
        Assert.Equal(100, events.Count);
        Assert.Equal("+device.alarm_critical router-1 alarm/0x85:1999", events[0]);
    }

    private static AlarmRecord Alarm(int sequence, string level = "major") => new($"{sequence}", "0x85", level, "2026-11-20 09:13:16", $"The interface status changes {sequence}");

    private Task<IReadOnlyList<string>> ReadAsync(params AlarmRecord[] alarms) => _pop.RouterAsync(new Reading { Alarms = alarms });
}
