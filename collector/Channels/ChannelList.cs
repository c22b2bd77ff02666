using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Channels;

/// <summary>Reads <c>channels</c>: a list of entries with <c>id</c> and <c>provider</c>, or, where one of each is enough, an object of providers.</summary>
internal static class ChannelList
{
    private const decimal HighestCost = 1_000_000;
    private const decimal HighestCap = 1_000_000_000;
    private const int UsualCanary_s = 3600;

    public static IReadOnlyList<IChannelSettings> Read(ConfigSection root) => root.HasList("channels") ? List(root.List("channels")) : Object(root.Section("channels"));

    private static List<IChannelSettings> Object(ConfigSection channels)
    {
        var read = new List<IChannelSettings>();
        foreach (var (name, reader) in Providers.All)
        {
            var isConfigured = channels.Has(name);
            var section = channels.Section(name);
            if (isConfigured) read.Add(Entry(name, name, reader, section));
        }

        channels.Finish();
        return read;
    }

    private static List<IChannelSettings> List(IReadOnlyList<ConfigSection> entries)
    {
        var read = new List<IChannelSettings>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var id = entry.Text("id", required: true);
            if (id is not null && !Topics.IsName(id))
                entry.Error("id", ConfigSection.Quoted(id), "cannot be an id", "use 1 to 64 letters, digits, dots, dashes and underscores, a letter or digit first");
            else if (id is not null && !ids.Add(id)) entry.Error("id", ConfigSection.Quoted(id), "is used twice", "give each channel its own id");
            var provider = entry.Text("provider", required: true);
            if (provider is null) continue;
            if (!Providers.All.TryGetValue(provider, out var reader))
                entry.Error("provider", ConfigSection.Quoted(provider), "is not known here", $"write one of {string.Join(", ", Providers.All.Keys)}");
            else read.Add(Entry(id ?? provider, provider, reader, entry));
        }

        return read;
    }

    private static IChannelSettings Entry(string id, string provider, ChannelIdentity.Reader reader, ConfigSection section)
    {
        var cost = section.Number("cost_per_message", 0, 0, HighestCost);
        var cap = section.Number("monthly_cap", 0, 0, HighestCap);
        var canary = Canary(section);
        var settings = reader(new ChannelIdentity(id, provider, cost) { MonthlyCap = cap, Canary = canary }, section);
        section.Finish();
        if (canary is not null && settings.Check(canary.To) is RecipientCheck.Unusable unusable)
            section.Error("canary", ConfigSection.Quoted(canary.To), unusable.Problem, unusable.Remedy);
        return settings;
    }

    private static CanarySettings? Canary(ConfigSection section)
    {
        if (!section.Has("canary")) return null;
        var canary = section.Section("canary");
        var (to, every) = (canary.Text("to", required: true), TimeSpan.FromSeconds(canary.Integer("every_s", UsualCanary_s, 300, ConfigSection.MaxSeconds)));
        canary.Finish();
        return to is null ? null : new CanarySettings(to, every);
    }
}
