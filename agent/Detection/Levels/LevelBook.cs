using EdgeNoc.Agent.Outbox;
using EdgeNoc.Agent.Thresholds;
using EdgeNoc.Common.Config.Thresholds;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection.Levels;

/// <summary>A level that changed its alert: what is left is to say it.</summary>
/// <param name="Change">Raised or cleared.</param>
/// <param name="Level">As it is after that.</param>
/// <param name="Rule">By which rule.</param>
internal readonly record struct LevelNews(LevelChange Change, Level Level, KindRule Rule);

/// <summary>The levels of one config entry that are not well, by entity and kind.</summary>
internal sealed class LevelBook
{
    // A menu that is missing once is a poll that was cut short; three times, and the thing is not there any more.
    private const int GoneAfter = 3;

    private readonly Dictionary<(EntityId Key, string Kind), Level> _held = [];

    public void Load(IEnumerable<EdgeEvent> raised)
    {
        foreach (var alert in raised)
        {
            if (DetectedKinds.All.TryGetValue(alert.Kind, out var kind) && kind is { HasLevels: true, HasSamples: true })
                _held[(new EntityId(alert.Device, alert.Entity), alert.Kind)] = new Level(true, 0, alert.At, alert.Values.GetValueOrDefault("worst", alert.Values.GetValueOrDefault("limit")));
        }
    }

    public Level Find(EntityId key, string kind) => _held.Count == 0 ? default : _held.GetValueOrDefault((key, kind));

    /// <summary>Takes a sample; null when there is nothing to say.</summary>
    public LevelNews? See(DetectionWork work, EntityId key, KindPolicy policy, double value) => See(work, key, policy.Kind, policy.For(key.Entity), value);

    /// <inheritdoc cref="See(DetectionWork, EntityId, KindPolicy, double)"/>
    public LevelNews? See(DetectionWork work, EntityId key, string kind, KindRule rule, double value)
    {
        if (rule.IsOff || !rule.HasLevels || !double.IsFinite(value)) return null;
        var held = Find(key, kind);
        var (next, change) = LevelRules.Step(held, value, rule, work.Now.Wall);
        if (next != held) Hold(work, key, kind, change == LevelChange.Cleared ? default : next);
        return change == LevelChange.None ? null : new LevelNews(change, next, rule);
    }

    /// <summary>Takes a sample and says what there is to say.</summary>
    /// <param name="work">Where the event goes.</param>
    /// <param name="key">Whose level.</param>
    /// <param name="kind">Of what kind.</param>
    /// <param name="name">What the value is called.</param>
    /// <param name="value">Null: not measured, which changes nothing.</param>
    /// <param name="text">Labels, and values beside the measured one.</param>
    public void See(DetectionWork work, EntityId key, string kind, string name, double? value, Func<EventText> text)
    {
        if (value is { } measured && See(work, key, work.Frame.Policy[kind], measured) is { } news) Tell(work, key, kind, news, name, measured, text());
    }

    /// <summary>Says what changed.</summary>
    public static void Tell(DetectionWork work, EntityId key, string kind, LevelNews news, string name, double value, EventText text)
    {
        var measured = Math.Round(value, 2);
        if (news.Change == LevelChange.Raised) work.Add(key, kind, EventState.Raised, text.And((name, measured), ("limit", news.Rule.Raise)), news.Rule);
        else work.Clear(key, kind, work.Now.Wall - news.Level.Since, text.Only((name, measured), ("limit", news.Rule.Clear), ("worst", Math.Round(news.Level.Worst, 2))), news.Rule);
    }

    /// <summary>Ends whatever stands for an entity that is no more, or somebody else's now.</summary>
    public void End(DetectionWork work, EntityId key, EventText text)
    {
        foreach (var ((entity, kind), level) in _held.Where(held => held.Key.Key == key).ToList())
        {
            if (level.IsRaised) work.Clear(key, kind, work.Now.Wall - level.Since, text);
            Hold(work, entity, kind, default);
        }
    }

    /// <summary>Ends one level.</summary>
    public void End(DetectionWork work, EntityId key, string kind, EventText text)
    {
        work.Clear(key, kind, work.Now.Wall - Find(key, kind).Since, text);
        Hold(work, key, kind, default);
    }

    /// <summary>Ends what stands for parts of a device that it no longer has.</summary>
    /// <param name="work">Where the events go.</param>
    /// <param name="kinds">Kinds whose entities this poll listed whole.</param>
    /// <param name="listed">The entities that it listed; when there is none, the list itself is missing.</param>
    public void Miss(DetectionWork work, IReadOnlyCollection<string> kinds, IReadOnlySet<string> listed)
    {
        if (listed.Count == 0 || _held.Count == 0) return;
        foreach (var ((key, kind), level) in _held.Where(held => kinds.Contains(held.Key.Kind, StringComparer.Ordinal) && held.Key.Key.Device == work.Device && !listed.Contains(held.Key.Key.Entity)).ToList())
        {
            if (level.Missed + 1 < GoneAfter && level.IsRaised) Hold(work, key, kind, level with { Missed = level.Missed + 1 });
            else if (level.IsRaised) End(work, key, kind, EventText.With("removed"));
            else Hold(work, key, kind, default);
        }
    }

    private void Hold(DetectionWork work, EntityId key, string kind, Level level) => work.Then(() =>
    {
        if (level == default) _held.Remove((key, kind));
        else _held[(key, kind)] = level;
    });
}
