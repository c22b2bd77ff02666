using EdgeNoc.Common.Config;
using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Collector.Config;

/// <summary>The sections for sites that enrol by themselves, and for backups.</summary>
internal static class SiteSections
{
    public static HttpsConfig Https(ConfigSection section)
    {
        var https = new HttpsConfig(section.EndPoint("listen", "0.0.0.0:8443"), Required(section, "certificate_file"), Required(section, "key_file"));
        section.Finish();
        return https;
    }

    public static EnrolmentConfig Enrolment(ConfigSection section)
    {
        var url = section.HttpUrl("url");
        if (url.Scheme != Uri.UriSchemeHttps && section.Has("url")) section.Error("url", ConfigSection.Quoted(url.ToString()), "is without TLS", "write https://NAME:PORT as the POPs reach it");
        if (url.Authority.Length > 120) section.Error("url", ConfigSection.Quoted(url.ToString()), "is too long for a claim", "use a name of at most 120 characters");
        var brokers = section.Texts("brokers", required: true, "a list such as [\"mqtts://noc.example.net:8883\"]");
        foreach (var (key, text) in brokers)
        {
            if (!BrokerAddress.TryParse(text, out _, out var problem)) section.Error(key, ConfigSection.Quoted(text), "is no broker address", problem);
        }

        var enrolment = new EnrolmentConfig(url, [.. brokers.Select(broker => broker.Text)], Required(section, "ca_file"));
        section.Finish();
        return enrolment;
    }

    /// <summary>The same brokers as the collector's own connection, as another user.</summary>
    public static BrokerConfig BrokerAdmin(ConfigSection section, BrokerConfig broker)
    {
        var admin = broker with { User = section.Text("user", required: true), Password = section.SecretOf("password", withUser: "user", required: true) };
        if (admin.User == broker.User) section.Error("user", ConfigSection.Quoted(admin.User ?? ""), "is the collector's own user", "give the administration of the broker a user of its own: client ids are bound to users");
        section.Finish();
        return admin;
    }

    public static BackupConfig Backup(ConfigSection section)
    {
        var (folder, command) = (section.PathTo("folder"), section.Texts("command"));
        if (folder is null && command.Count == 0) section.Error("folder", null, "is missing", "name a folder, or a command that takes the backup at its standard input");
        var key = section.SecretOf("key", required: true) ?? SecretSource.FromFile("/nowhere");
        var files = section.Texts("files");
        foreach (var (place, file) in files.Where(entry => !Path.IsPathFullyQualified(entry.Text)))
            section.Error(place, ConfigSection.Quoted(file), "is no absolute path", "begin it with /: it is put back there");
        var backup = new BackupConfig(folder, [.. command.Select(word => word.Text)], key, section.Integer("keep", 14, 1, 1000), [.. files.Select(file => file.Text)]);
        section.Finish();
        return backup;
    }

    private static string Required(ConfigSection section, string key)
    {
        if (section.Has(key)) return section.FileAt(key) ?? "";
        section.Error(key, null, "is missing", "name the PEM file");
        return "";
    }
}
