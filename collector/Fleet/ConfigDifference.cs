using System.Text;
using System.Text.Json.Nodes;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Fleet;

namespace EdgeNoc.Collector.Fleet;

/// <summary>What a site runs against what the office wants.</summary>
/// <param name="Wanted">The office's newest version; null: it wrote none.</param>
/// <param name="Running">The version that runs; null for one that was made at the POP.</param>
/// <param name="Source"><c>enrolment, office, local, file</c>; null while the agent said nothing.</param>
/// <param name="Lines">With <c>-</c> what the office wants, with <c>+</c> what runs; empty when they are the same; null when it is not known what runs.</param>
internal sealed record ConfigDifference(long? Wanted, long? Running, string? Source, IReadOnlyList<string>? Lines)
{
    public static ConfigDifference Of(Db db, string site)
    {
        var (wanted, have) = (ConfigStore.Latest(db, site), HaveStore.Find(db, site));
        var text = Plain(wanted?.WantedJson) ?? Plain(wanted?.ConfigJson) ?? "{}\n";
        var runs = have?.Running switch
        {
            null => null,
            { Source: ConfigSources.Local, Config: { } local } => Plain(local),
            { Version: { } version } when version == wanted?.Version => text,
            { Version: { } version } => Plain(ConfigStore.Find(db, site, version)?.WantedJson),
            _ => null,
        };
        return new ConfigDifference(wanted?.Version, have?.Running.Version, have?.Running.Source, runs is null ? null : ConfigDiff.Lines(text, runs));
    }

    // Written alike and in one order, without what is the machine's own: what is only written otherwise is no difference.
    private static string? Plain(string? json) =>
        json is null || ConfigReach.Ordinary(Encoding.UTF8.GetBytes(json)) is not { } ordinary ? null : SiteConfig.Indent(Sorted(JsonNode.Parse(ordinary))!.ToJsonString());

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
