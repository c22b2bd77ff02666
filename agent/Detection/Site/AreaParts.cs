using EdgeNoc.Agent.Detection.Pon;

namespace EdgeNoc.Agent.Detection.Site;

/// <summary>From the losses of one OLT to its part in a power cut. Pure.</summary>
internal static class AreaParts
{
    /// <param name="device">The OLT.</param>
    /// <param name="pons">Those that no alert of their own explains, with their losses.</param>
    /// <param name="area">The entity of the area.</param>
    /// <param name="now">The time of the poll.</param>
    /// <param name="cutoff">Losses since then are of the last two polls; null while the OLT starts.</param>
    public static AreaPart Of(string device, IReadOnlyCollection<(PonView Pon, IReadOnlyList<Loss> Losses)> pons, string area, Moment now, TimeSpan? cutoff)
    {
        var all = pons.SelectMany(pon => pon.Losses).ToList();
        var members = all.Where(loss => loss.Parent == area).ToList();
        var hit = pons.Where(pon => pon.Losses.Any(loss => IsNews(loss, now.Mono) && loss.IsGasp)).ToList();
        var news = hit.SelectMany(pon => News(pon.Losses, now.Mono)).ToList();
        return new AreaPart(now.Mono)
        {
            Gasps = news.Count(loss => loss.IsGasp),
            Burst = news.Count(loss => loss.IsGasp && loss.At >= cutoff),
            Silent = news.Count(loss => !loss.IsGasp),
            Total = hit.Sum(pon => pon.Pon.Total(now.Wall)),
            MemberGasps = members.Count(loss => loss.IsGasp),
            MemberSilent = members.Count(loss => !loss.IsGasp),
            Places = [.. hit.Select(pon => pon.Pon.Pon).Union(members.Select(loss => loss.Pon), StringComparer.Ordinal).Select(pon => $"{device} {pon}")],
            First = [.. members.Concat(news).Take(SafeText.MaxNames)],
        };
    }

    /// <summary>The losses of a PON with the area as what explains them, where it does.</summary>
    public static IReadOnlyList<Loss> Assign(IReadOnlyList<Loss> losses, string area, bool stands, bool mayJoin, TimeSpan now)
    {
        if (!stands) return losses.Any(loss => loss.Parent == area) ? [.. losses.Select(loss => loss.Parent == area ? loss with { Parent = null } : loss)] : losses;
        if (!mayJoin) return losses;
        var news = News(losses, now).ToHashSet();
        return news.Count == 0 ? losses : [.. losses.Select(loss => news.Contains(loss) ? loss with { Parent = area } : loss)];
    }

    /// <summary>New losses that the power may explain: gasps, and beside many of them those whose gasp was lost.</summary>
    private static IEnumerable<Loss> News(IReadOnlyList<Loss> losses, TimeSpan now)
    {
        var fresh = losses.Where(loss => IsNews(loss, now)).ToList();
        return PonRules.ByGasp(fresh) == Causes.Power ? fresh.Where(loss => loss.IsGasp || PonRules.IsSilent(loss)) : fresh.Where(loss => loss.IsGasp);
    }

    private static bool IsNews(Loss loss, TimeSpan now) => loss.Parent is null && loss.At > TimeSpan.MinValue && now - loss.At <= AreaRules.Window;
}
