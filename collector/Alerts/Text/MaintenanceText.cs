using EdgeNoc.Collector.Channels;

namespace EdgeNoc.Collector.Alerts.Text;

/// <summary>An ONU before and after a maintenance; names are as the OLT lists them.</summary>
/// <param name="Device">Its OLT.</param>
/// <param name="Entity">Its slot: <c>onu/0/3:17</c>.</param>
/// <param name="Name">The customer's; null: it has none.</param>
/// <param name="RxBeforeDbm">Before; null where it is not about light.</param>
/// <param name="RxAfterDbm">After.</param>
internal sealed record MaintainedOnu(string Device, string Entity, string? Name, double? RxBeforeDbm = null, double? RxAfterDbm = null);

/// <summary>What a maintenance changed.</summary>
internal sealed record MaintenanceModel
{
    /// <summary>The site's id.</summary>
    public required string Site { get; init; }
    public string SiteTitle { get; init; } = "";

    /// <summary>What was worked on within the site, as its author said it: <c>olt-1 0/3</c>; empty: all of it.</summary>
    public string Scope { get; init; } = "";
    public required string Author { get; init; }
    public string Comment { get; init; } = "";
    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset To { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>False: there is no list from before, or none from after.</summary>
    public bool IsComparable { get; init; } = true;

    /// <summary>Up before, down now.</summary>
    public IReadOnlyList<MaintainedOnu> Down { get; init; } = [];

    /// <summary>Listed before, not now.</summary>
    public IReadOnlyList<MaintainedOnu> Gone { get; init; } = [];

    /// <summary>Weaker than before by more than <see cref="WorseByDb"/>.</summary>
    public IReadOnlyList<MaintainedOnu> Worse { get; init; } = [];

    /// <summary>Down before, up now.</summary>
    public IReadOnlyList<MaintainedOnu> CameUp { get; init; } = [];

    public double WorseByDb { get; init; } = 2;
}

/// <summary>The list before and after, at the end of a maintenance.</summary>
internal static class MaintenanceText
{
    private const int Named = 20;

    public static string Of(MaintenanceModel model, MessageStyle style)
    {
        var say = new Phrasing(style);
        var words = say.Words.Maintenance;
        var isWorse = model.Down.Count + model.Gone.Count + model.Worse.Count > 0;
        var verdict = !model.IsComparable ? words.Unknown
            : model.Down.Count > 0 ? words.NowDown(model.Down.Count)
            : model.Gone.Count > 0 ? words.Gone(model.Gone.Count)
            : model.Worse.Count > 0 ? words.Worse(model.Worse.Count, say.Number(model.WorseByDb))
            : words.AsBefore;
        var place = Place.Join(Place.Site(model.Site, model.SiteTitle), HostileText.Clean(model.Scope, 64)).Trim();
        var lines = new List<string>
        {
            $"{(!model.IsComparable ? "❔" : isWorse ? "🟠" : "✅")} {place} {words.Over}: {verdict}, {say.Clock(model.To, model.Now)}",
            $"🔧 {SiteTime.Span(model.From, model.To, model.Now, say.Zone)}, {words.By(HostileText.Clean(model.Author, 48))}",
        };
        if (HostileText.Clean(model.Comment, 200) is { Length: > 0 } comment) lines.Add($"📝 {comment}");
        Add(lines, "🔴", model.Down, words.NowDown, say);
        Add(lines, "❔", model.Gone, words.Gone, say);
        Add(lines, "📵", model.Worse, count => words.Worse(count, say.Number(model.WorseByDb)), say);
        Add(lines, "🟢", model.CameUp, words.CameUp, say);
        return string.Join('\n', lines);
    }

    private static void Add(List<string> lines, string icon, IReadOnlyList<MaintainedOnu> onus, Func<long, string> title, Phrasing say)
    {
        if (onus.Count == 0) return;
        lines.Add("");
        lines.Add($"{icon} {title(onus.Count)}:");
        var ordered = onus.OrderBy(onu => onu.Device, NaturalOrder.Instance).ThenBy(onu => onu.Entity, NaturalOrder.Instance);
        lines.AddRange(ordered.Take(Named).Select(onu => $"• {Line(onu, say)}"));
        if (onus.Count > Named) lines.Add(say.Words.Messages.More(onus.Count - Named));
    }

    private static string Line(MaintainedOnu onu, Phrasing say)
    {
        var slot = HostileText.Clean(onu.Entity[(onu.Entity.IndexOf('/', StringComparison.Ordinal) + 1)..], 48);
        var line = Place.Join(HostileText.Clean(onu.Name, 48), Place.Device(onu.Device), slot).TrimStart();
        return onu is { RxBeforeDbm: { } before, RxAfterDbm: { } after } ? $"{line}: {say.Number(before)} → {say.Number(after)} dBm" : line;
    }
}
