using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Alerts;

/// <summary>
/// A site with five ONUs and a bad link, driven by numbers: ONUs fail and return, time passes, event messages arrive in order (late, twice), snapshots
/// arrive in any order. Keeps what a correct collector must conclude.
/// </summary>
internal sealed class OfflineHistory : IDisposable
{
    private const int Onus = 5;

    private readonly Story _story = new(onDisk: false);
    private readonly SortedDictionary<int, EdgeEvent> _raised = [];
    private readonly List<(long Seq, EdgeEvent Event)> _messages = [];
    private readonly Dictionary<int, bool> _lastWordInTime = [];
    private readonly List<(long TableSeq, long EventSeq, EdgeEvent[] Raised)> _snapshots = [];
    private int _delivered;
    private long _newestSnapshotEvent;

    public Story Story => _story;

    /// <summary>How often each ONU failed.</summary>
    public Dictionary<int, int> Raises { get; } = Enumerable.Range(1, Onus).ToDictionary(onu => onu, _ => 0);

    /// <summary>ONUs that the collector had a reason to speak of by name: a raise in time, or one in a snapshot that arrived.</summary>
    public HashSet<int> MayBeNamed { get; } = [];

    public IEnumerable<string> Standing => _raised.Values.Select(e => e.Entity);

    public void Run(IEnumerable<int> steps)
    {
        foreach (var step in steps.Select(number => (uint)number)) Do((int)(step % 10), (int)(step / 10 % 1000));
    }

    /// <summary>Everything arrives at last, and a snapshot taken after it; then the wait for company is over.</summary>
    public async Task SettleAsync(bool snapshotFirst)
    {
        TakeSnapshot();
        if (snapshotFirst) DeliverSnapshot(_snapshots.Count - 1);
        while (_delivered < _messages.Count) DeliverNext();
        if (!snapshotFirst) DeliverSnapshot(_snapshots.Count - 1);
        await _story.PassAsync();
    }

    /// <summary>As when no ack ever reached the agent.</summary>
    public void RepeatEverything()
    {
        foreach (var (seq, e) in _messages) _story.Receive(seq, e);
        for (var i = 0; i < _snapshots.Count; i++) DeliverSnapshot(i);
    }

    public void Dispose() => _story.Dispose();

    private void Do(int what, int which)
    {
        // No two things happen at the same millisecond.
        _story.After(0.001);
        switch (what)
        {
            case 0 or 1 or 2:
                Toggle(1 + (which % Onus));
                break;
            case 3:
                _story.After(20);
                break;
            case 4:
                _story.After(400);
                break;
            case 5 or 6:
                if (_delivered < _messages.Count) DeliverNext();
                break;
            case 7:
                TakeSnapshot();
                break;
            case 8:
                if (_snapshots.Count > 0) DeliverSnapshot(which % _snapshots.Count);
                break;
            default:
                _story.Step();
                CompareWithLastWords();
                break;
        }
    }

    private void Toggle(int onu)
    {
        EdgeEvent e;
        if (_raised.Remove(onu))
        {
            e = _story.Onu(onu, EventState.Cleared);
        }
        else
        {
            e = _raised[onu] = _story.Onu(onu, EventState.Raised);
            Raises[onu]++;
        }

        _messages.Add((_messages.Count + 1, e));
    }

    private void DeliverNext()
    {
        var (seq, e) = _messages[_delivered++];
        if (e.State == EventState.Raised && _story.Clock.Now - e.At <= TimeSpan.FromMinutes(5)) MayBeNamed.Add(OnuOf(e));
        if (_story.Clock.Now - e.At <= TimeSpan.FromMinutes(5)) _lastWordInTime[OnuOf(e)] = e.State == EventState.Raised;
        else _lastWordInTime.Remove(OnuOf(e));
        _story.Receive(seq, e);
        if (seq % 3 == 0) _story.Receive(seq, e);
    }

    private void TakeSnapshot() => _snapshots.Add((_snapshots.Count + 1, _messages.Count, [.. _raised.Values]));

    private void DeliverSnapshot(int index)
    {
        var (tableSeq, eventSeq, raised) = _snapshots[index];
        MayBeNamed.UnionWith(raised.Select(OnuOf));
        _newestSnapshotEvent = Math.Max(_newestSnapshotEvent, eventSeq);
        _story.ReceiveSnapshot(tableSeq, eventSeq, raised);
    }

    /// <summary>Where the last event that arrived was in time, it decides, whatever older snapshots said before or after it.</summary>
    private void CompareWithLastWords()
    {
        // A snapshot of the future, which was waited for in vain, knows better than the events that arrived.
        if (_newestSnapshotEvent > _delivered) return;
        var open = _story.OpenAlerts().Select(alert => alert.Entity).ToHashSet();
        foreach (var (onu, raised) in _lastWordInTime) Assert.True(open.Contains($"onu/0/3:{onu}") == raised, $"the last word on ONU {onu} was {(raised ? "raised" : "cleared")}, and it is not so");
    }

    private static int OnuOf(EdgeEvent e) => int.Parse(e.Entity[(e.Entity.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
}
