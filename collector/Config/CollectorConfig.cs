using EdgeNoc.Collector.Channels;
using EdgeNoc.Common.Config;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Config;

/// <summary>The collector's config file, read and checked: paths resolved, every value usable.</summary>
public sealed record CollectorConfig
{
    /// <summary>The collector's name: its MQTT client id and the tag <c>instance</c> of its own figures. Default <c>noc</c>.</summary>
    public required string Instance { get; init; }

    /// <summary>The folder for what must survive a restart; it exists and can be written.</summary>
    public required string StateDir { get; init; }

    /// <summary>Where the HTTP API listens. Default <c>http://127.0.0.1:8090</c>.</summary>
    public required Uri Listen { get; init; }

    public required BrokerConfig Broker { get; init; }

    public required InfluxConfig Influx { get; init; }

    public AlertsConfig Alerts { get; init; } = new();

    /// <summary>Who is told of what, taken at the first start; null: there is none. It need not be there any more later.</summary>
    public string? AlertingFile { get; init; }

    /// <summary>The ways to reach people, in the order of the file; the first is the one for <see cref="AlertsConfig.Recipients"/>.</summary>
    internal IReadOnlyList<IChannelSettings> Channels { get; init; } = [];

    public WatchConfig Watch { get; init; } = new();

    /// <summary>The same API over TLS, and what agents need to enrol; null: only <see cref="Listen"/>.</summary>
    public HttpsConfig? Https { get; init; }

    /// <summary>What is handed to machines that become sites; null: none can.</summary>
    public EnrolmentConfig? Enrolment { get; init; }

    /// <summary>The broker's user that may make and remove users; null: the collector makes none.</summary>
    public BrokerConfig? BrokerAdmin { get; init; }

    public BackupConfig? Backup { get; init; }

    /// <summary>The background of the console's map; null: none, and nothing is fetched from anywhere.</summary>
    public MapTiles? Map { get; init; }
}

/// <summary>Where the API listens with TLS 1.2 or newer.</summary>
/// <param name="Listen">Address and port.</param>
/// <param name="CertificateFile">PEM.</param>
/// <param name="KeyFile">PEM, its key.</param>
public sealed record HttpsConfig(System.Net.IPEndPoint Listen, string CertificateFile, string KeyFile);

/// <summary>What a claim and an agent's config say.</summary>
/// <param name="Url">The collector's HTTPS as the POPs reach it.</param>
/// <param name="Brokers">The brokers as the POPs reach them, tried in turn.</param>
/// <param name="CaFile">PEM of the authority that signed both; its SHA-256 is in each claim.</param>
public sealed record EnrolmentConfig(Uri Url, IReadOnlyList<string> Brokers, string CaFile);

/// <summary>Where backups go.</summary>
/// <param name="Folder">A folder for them, also one that is mounted from elsewhere; null: none.</param>
/// <param name="Command">A program that takes one at its standard input, <c>{name}</c> being the file's name; empty: none.</param>
/// <param name="Key">What they are encrypted with.</param>
/// <param name="Keep">How many stay in the folder. Default 14.</param>
/// <param name="Files">What is in them beside the database: files and folders, absolute.</param>
public sealed record BackupConfig(string? Folder, IReadOnlyList<string> Command, SecretSource Key, int Keep, IReadOnlyList<string> Files);

/// <summary>The time series database. Without a user <paramref name="Password"/> is null, and without a token too it is asked without credentials.</summary>
/// <param name="Database">1.x and 3.x: the database; 2.x: the bucket, which has the same name in InfluxQL.</param>
public sealed record InfluxConfig(Uri Url, string Database, string? User, SecretSource? Password)
{
    /// <summary>Default 1.x.</summary>
    public InfluxGeneration Generation { get; init; } = InfluxGeneration.One;

    /// <summary>2.x only; null: the token's own.</summary>
    public string? Organisation { get; init; }

    /// <summary>Of 2.x and 3.x.</summary>
    public SecretSource? Token { get; init; }
}

/// <summary>The generations of InfluxDB, which take data in two ways and are set up in three.</summary>
public enum InfluxGeneration
{
    One = 1,
    Two = 2,
    Three = 3,
}

/// <summary>What people are told about, and when.</summary>
public sealed record AlertsConfig
{
    /// <summary>How long a new incident waits for others of the same cause. Default 30 s.</summary>
    public int GroupWaitS { get; init; } = 30;

    /// <summary>How long an agent may be away before anybody is told. Default 90 s.</summary>
    public int AgentOfflineHoldS { get; init; } = 90;

    /// <summary>What is less severe, such as a single customer's ONU, makes no message of its own unless a route asks for it. Default medium.</summary>
    public Severity MinSeverity { get; init; } = Severity.Medium;

    /// <summary>How long a message may go without proof that it arrived, before the next address or person is tried. Default 90 s.</summary>
    public int AckDeadlineS { get; init; } = 90;

    /// <summary>As the first channel writes recipients: for WhatsApp telephone numbers in international form, digits only.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];
}

/// <summary>How the collector itself is watched.</summary>
public sealed record WatchConfig
{
    /// <summary>Called each minute while all is well; who listens there tells when the calls end. Null: nobody does.</summary>
    public DeadManUrl? DeadMan { get; init; }
}

/// <summary>The address of a dead-man service. Its path is a secret: whoever knows it can feign that all is well.</summary>
/// <param name="Plain">As it stands in the config.</param>
/// <param name="Source">Where it stands otherwise; read for each call.</param>
public sealed record DeadManUrl(Uri? Plain, SecretSource? Source)
{
    /// <summary>Without the path.</summary>
    public override string ToString() => Plain?.Host ?? Source?.Origin ?? "";
}
