using EdgeNoc.Collector.Channels;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Config;

/// <summary>Reads the collector's config.</summary>
internal static class CollectorConfigFile
{
    /// <summary>Reads and checks a file; never throws for what is in it or that it is not there. Touches no network; makes the state folder when it is missing.</summary>
    public static ConfigLoad<CollectorConfig> Load(string path) => ConfigFile.Load(path, (root, _) => Read(root));

    private static CollectorConfig Read(ConfigSection root)
    {
        var instance = root.Text("instance") ?? "noc";
        if (!Topics.IsName(instance))
            root.Error("instance", ConfigSection.Quoted(instance), "cannot be a name", "use 1 to 64 letters, digits, dots, dashes and underscores, a letter or digit first");
        var channels = ChannelList.Read(root);
        var broker = BrokerConfig.Read(root.Section("broker", required: true));
        return new CollectorConfig
        {
            Instance = instance,
            StateDir = StateDir(root),
            Listen = root.HttpUrl("listen", fallback: "http://127.0.0.1:8090"),
            Broker = broker,
            Influx = Influx(root.Section("influx", required: true)),
            Alerts = Alerts(root.Section("alerts"), channels.Count == 0 ? null : channels[0]),
            AlertingFile = root.PathTo("alerting_file"),
            Channels = channels,
            Watch = Watch(root.Section("watch")),
            Https = root.Has("https") ? SiteSections.Https(root.Section("https")) : null,
            Enrolment = root.Has("enrolment") ? SiteSections.Enrolment(root.Section("enrolment")) : null,
            BrokerAdmin = root.Has("broker_admin") ? SiteSections.BrokerAdmin(root.Section("broker_admin"), broker) : null,
            Map = root.Has("map") ? MapTiles.Read(root.Section("map")) : null,
            Backup = root.Has("backup") ? SiteSections.Backup(root.Section("backup")) : null,
        };
    }

    private static string StateDir(ConfigSection root)
    {
        var folder = root.PathTo("state_dir") ?? "/var/lib/edgenoc-collector";
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, ".writable");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            root.Error("state_dir", ConfigSection.Quoted(folder), $"cannot be written ({exception.Message})", "create it and give it to this service's user");
        }

        return folder;
    }

    private static InfluxConfig Influx(ConfigSection section)
    {
        var generation = (InfluxGeneration)section.Integer("version", (int)InfluxGeneration.One, (int)InfluxGeneration.One, (int)InfluxGeneration.Three);
        var influx = new InfluxConfig(
            section.HttpUrl("url"),
            section.Text("database") ?? "edgenoc",
            section.Text("user"),
            section.SecretOf("password", withUser: "user"))
        {
            Generation = generation,
            Organisation = section.Text("org"),
            Token = section.SecretOf("token"),
        };
        if (generation == InfluxGeneration.One && influx.Token is not null) section.Error("token_file", null, "is for InfluxDB 2.x and 3.x", "set \"version\" to 2 or 3, or use user and password_file");
        if (generation != InfluxGeneration.One && influx.User is not null) section.Error("user", null, "is for InfluxDB 1.x", "use token_file");
        if (generation != InfluxGeneration.Two && influx.Organisation is not null) section.Error("org", null, "is for InfluxDB 2.x", "leave it out");
        section.Finish();
        return influx;
    }

    private static AlertsConfig Alerts(ConfigSection section, IChannelSettings? channel)
    {
        var defaults = new AlertsConfig();
        var recipients = section.Texts("recipients");
        foreach (var (key, recipient) in recipients) CheckRecipient(section, key, recipient, channel);
        var alerts = new AlertsConfig
        {
            GroupWaitS = section.Integer("group_wait_s", defaults.GroupWaitS, 0, 3600),
            AckDeadlineS = section.Integer("ack_deadline_s", defaults.AckDeadlineS, 10, 3600),
            AgentOfflineHoldS = section.Integer("agent_offline_hold_s", defaults.AgentOfflineHoldS, 0, 86_400),
            MinSeverity = Enum.Parse<Severity>(section.Choice("min_severity", "medium", "info", "low", "medium", "high", "critical"), ignoreCase: true),
            Recipients = [.. recipients.Select(recipient => recipient.Text)],
        };
        section.Finish();
        return alerts;
    }

    private static WatchConfig Watch(ConfigSection section)
    {
        var isPlain = section.Has("dead_man_url");
        var plain = isPlain ? section.HttpUrl("dead_man_url") : null;
        var source = section.SecretOf("dead_man_url");
        if (isPlain && source is not null) section.Error("dead_man_url", null, "stands beside dead_man_url_file", "keep one of them");
        section.Finish();
        return new WatchConfig { DeadMan = isPlain || source is not null ? new DeadManUrl(plain, source) : null };
    }

    private static void CheckRecipient(ConfigSection section, string key, string recipient, IChannelSettings? channel)
    {
        if (channel is null)
        {
            if (!PhoneNumber.IsDigits(recipient)) section.Error(key, ConfigSection.Quoted(recipient), "is no telephone number", PhoneNumber.Remedy);
        }
        else if (channel.Check(recipient) is RecipientCheck.Unusable unusable)
        {
            section.Error(key, ConfigSection.Quoted(recipient), unusable.Problem, unusable.Remedy);
        }
        else if (Address.Of(channel.Check(recipient)) is { } address && address != recipient)
        {
            // One person written in two ways would be told twice.
            section.Error(key, ConfigSection.Quoted(recipient), "is not written as it is used", $"write it as {address}");
        }
    }
}
