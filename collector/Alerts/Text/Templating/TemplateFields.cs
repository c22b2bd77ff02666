using System.Collections.Frozen;

namespace EdgeNoc.Collector.Alerts.Text.Templating;

/// <summary>What a template may name.</summary>
/// <param name="Texts">Single values; all are texts, already cleaned and written for the reader, empty where nothing is known.</param>
/// <param name="Lists">For <c>{{#each}}</c>, with the fields of their items.</param>
internal sealed record TemplateFields(FrozenSet<string> Texts, FrozenDictionary<string, TemplateFields> Lists)
{
    private static readonly TemplateFields Incident = New(
        "number head body site site_id place severity cause advice time now open_for acked_by note down total back remaining olts answer",
        ("alerts", New("icon name place device pon kind status reason meaning mac rx distance temperature severity since lasted state")));

    private static readonly TemplateFields Digest = New("head body messages sites now", ("items", New("icon number site headline severity")));

    private static readonly TemplateFields Report = New(
        "head body time total_olt total_onu online online_pct problems unknown avg_temp avg_rx uptime_pct",
        ("olts", New("icon name online total pct temp rx line no_data_since")),
        ("routers", New("icon name line")),
        ("incidents", New("icon number headline")));

    public static TemplateFields Of(TemplateName name) => name switch
    {
        TemplateName.Digest => Digest,
        TemplateName.Hourly or TemplateName.Daily => Report,
        _ => Incident,
    };

    private static TemplateFields New(string texts, params (string Name, TemplateFields Items)[] lists) => new(
        texts.Split(' ').ToFrozenSet(StringComparer.Ordinal), lists.ToFrozenDictionary(list => list.Name, list => list.Items, StringComparer.Ordinal));
}
