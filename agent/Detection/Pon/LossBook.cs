using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Outbox;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Agent.Detection.Pon;

/// <summary>The ONUs of an OLT that were up and are gone: a pure function of the one before, what is known and what a poll shows.</summary>
internal sealed class LossBook(IReadOnlyDictionary<EntityId, Loss> losses)
{
    /// <summary>What an OLT counts as time online may be a little older than the poll before the loss.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    public static LossBook Empty { get; } = new(new Dictionary<EntityId, Loss>());

    public IReadOnlyDictionary<EntityId, Loss> Losses => losses;

    public Loss? Find(EntityId key) => losses.GetValueOrDefault(key);

    /// <summary>The same with the parents that were told now.</summary>
    public LossBook With(IReadOnlyDictionary<EntityId, string?> told) =>
        new(losses.ToDictionary(loss => loss.Key, loss => told.TryGetValue(loss.Key, out var parent) ? loss.Value with { ToldParent = parent } : loss.Value));

    /// <summary>The PONs of a poll, those with losses also when the poll did not show them.</summary>
    /// <param name="onus">What the poll shows.</param>
    /// <param name="read">PONs that the poll read though it showed nobody there; null: all.</param>
    /// <param name="known">Who is known, and how.</param>
    /// <param name="canGasp">Whether one with this identity ever sent a gasp.</param>
    /// <param name="now">The time of the poll.</param>
    public IReadOnlyList<PonView> Next(OnuList onus, IReadOnlySet<string>? read, Known known, Func<string?, bool> canGasp, Moment now)
    {
        var pons = new Dictionary<string, Draft>(StringComparer.Ordinal);
        foreach (var (key, onu) in onus.Rows)
        {
            if (!pons.TryGetValue(onu.Pon, out var pon)) pons[onu.Pon] = pon = new Draft { IsRead = true };
            // Who is not known here yet, or is somebody else, has not been lost.
            if (known.Find(key) is not { Life: not (SlotLife.Newcomer or SlotLife.Contested) } held || !OnuIdentity.Of(onu).Is(held.Identity)) continue;
            var before = Find(key) is { } loss && !(loss.IsBack && held.Kind is null) ? loss : null;
            switch (onu.Status)
            {
                case OnuStatus.Down or OnuStatus.PowerOff or OnuStatus.Los:
                    if (before is null ? !WasThere(held) : IsGivenUp(before, held, now)) break;
                    var lost = before ?? new Loss(key, onu.Pon, now.Mono, now.Wall)
                    {
                        Name = onu.Name,
                        DistanceM = (known.LastUp(key) as OnuRecord)?.DistanceM,
                        CanGasp = canGasp(held.Identity),
                    };
                    pon.Losses.Add(Seen(lost.IsBack ? lost with { IsBack = false } : lost, onu));
                    break;
                case OnuStatus.Unknown:
                    if (before is not null) (before.IsBack ? pon.Unconfirmed : pon.Losses).Add(before);
                    break;
                default:
                    pon.Kept++;
                    if (onu.DistanceM > pon.KeptMaxM || pon.KeptMaxM is null) pon.KeptMaxM = onu.DistanceM ?? pon.KeptMaxM;
                    if (before is { IsBack: false }) pon.Returns.Add(new Return(before, Registered(before, onu, now)));
                    if (before is not null && held.Kind is not null) pon.Unconfirmed.Add(before with { IsBack = true });
                    break;
            }
        }

        foreach (var (key, loss) in losses)
        {
            // Not listed is not back; removed is gone for good.
            if (onus.Has(key) || known.Find(key) is null) continue;
            if (!pons.TryGetValue(loss.Pon, out var pon)) pons[loss.Pon] = pon = new Draft { IsRead = read?.Contains(loss.Pon) == true };
            (loss.IsBack ? pon.Unconfirmed : pon.Losses).Add(loss);
        }

        return [.. pons.Select(pon => new PonView(pon.Key, pon.Value.Kept, pon.Value.KeptMaxM, pon.Value.Losses, pon.Value.Returns, pon.Value.Unconfirmed, pon.Value.IsRead))];
    }

    // One that was down when it was first seen was never lost; one that flaps is not told, and lost all the same.
    private static bool WasThere(Tracked held) => held.Kind is null || held.IsRaised || held.Flaps?.IsMuted == true;

    // Its alert ended though it did not come back: after 30 days nobody waits for it.
    private static bool IsGivenUp(Loss loss, Tracked held, Moment now) => !WasThere(held) && now.Wall - loss.Since > TimeSpan.FromDays(1);

    private static Loss Seen(Loss loss, OnuRecord onu)
    {
        var isGasp = loss.IsGasp || onu.Status == OnuStatus.PowerOff;
        var mayBeFibre = !isGasp && onu.Reason is null or OnuReason.Timeout or OnuReason.Los or OnuReason.Deregistered or OnuReason.Other;
        return isGasp == loss.IsGasp && mayBeFibre == loss.MayBeFibre ? loss : loss with { IsGasp = isGasp, MayBeFibre = mayBeFibre };
    }

    private static TimeSpan? Registered(Loss loss, OnuRecord onu, Moment now) =>
        onu.OnlineS is { } online && TimeSpan.FromSeconds(Math.Min(online, int.MaxValue)) is var time && time <= now.Wall - loss.Since + Slack ? now.Mono - time : null;

    private sealed class Draft
    {
        public int Kept { get; set; }

        public long? KeptMaxM { get; set; }

        public bool IsRead { get; init; }

        public List<Loss> Losses { get; } = [];

        public List<Return> Returns { get; } = [];

        public List<Loss> Unconfirmed { get; } = [];
    }
}
