using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Backup;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Downsampling;
using EdgeNoc.Collector.Fleet;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Ingest.Reception;
using EdgeNoc.Collector.Probes;
using EdgeNoc.Collector.Replies;
using EdgeNoc.Collector.Reports;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Sites.Enrolment;
using EdgeNoc.Collector.Updates;
using EdgeNoc.Collector.Watch;
using EdgeNoc.Collector.Web;
using EdgeNoc.Collector.Web.Static;
using EdgeNoc.Common.Memory;
using EdgeNoc.Common.Sqlite;
using EdgeNoc.Common.Systemd;

namespace EdgeNoc.Collector.Commands;

/// <summary><c>edgenoc-collector run</c>: the service.</summary>
internal static class RunCommand
{
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string configPath)
    {
        await using var heap = NativeHeap.TryKeepSmall(TimeProvider.System);
        var load = CollectorConfigFile.Load(configPath);
        ConfigReport.Show(configPath, load);
        if (load.Config is not { } config) return ExitCode.Unusable;
        try
        {
            while (true)
            {
                PutBack(config);
                await using var app = Build(config);
                var restart = app.Services.GetRequiredService<Restart>();
                await app.RunAsync();
                if (!restart.IsWanted) return ExitCode.Fine;
            }
        }
        catch (IOException exception)
        {
            var places = config.Https is { } https ? $"{config.Listen} and https {https.Listen}" : $"{config.Listen}";
            await Console.Error.WriteLineAsync($"edgenoc-collector: cannot listen on {places}: {exception.Message}; choose free ports in \"listen\" and \"https\"");
            return ExitCode.NotWell;
        }
        catch (Exception exception) when (exception is System.Security.Cryptography.CryptographicException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"edgenoc-collector: the certificate in \"https\" cannot be used: {exception.Message}; both files must be PEM, belong together and be readable by this service");
            return ExitCode.NotWell;
        }
        catch (OperationCanceledException)
        {
            // Told to stop before it had started: nothing came in yet.
            return ExitCode.Fine;
        }
        catch (InvalidOperationException exception)
        {
            // libmosquitto is missing; the text names the package.
            await Console.Error.WriteLineAsync($"edgenoc-collector: cannot start: {exception.Message}");
            return ExitCode.NotWell;
        }
    }

    /// <summary>A backup that somebody wants back takes the database's place before anything opens it; where that fails the one that is there goes on.</summary>
    private static void PutBack(CollectorConfig config)
    {
        try
        {
            if (PendingRestore.Apply(config.StateDir, DateTimeOffset.UtcNow) is { } done) Console.WriteLine($"{done.Name} was put back; what was there before is in {done.Before}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or System.Data.Common.DbException or System.Text.Json.JsonException or StoreIsNewerException)
        {
            Console.Error.WriteLine($"edgenoc-collector: the backup was not put back: {error.Message}; the database is as it was. Put that right and start again, or remove {PendingRestore.Folder(config.StateDir)}");
        }
    }

    internal static WebApplication Build(CollectorConfig config)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        if (config.Https is { } https) builder.WebHost.ListenTwice(config.Listen, https);
        else builder.WebHost.UseUrls(config.Listen.AbsoluteUri);
        builder.Logging.ClearProviders().AddFilter("Microsoft", LogLevel.Warning).AddConsoleFilters().AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        AddParts(builder.Services, config);
        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseConsoleProblems();
        app.UsePagesOnDemand();
        app.MapApi();
        app.MapConsole();
        app.MapHealth();
        app.MapReplies();
        app.MapEnrolment();
        app.MapPackages();
        return app;
    }

    /// <summary>
    /// Hosted parts start in this order and stop in the opposite one: the intake opens last and closes first; then the alerts, the writers (which finish
    /// their bodies) and the acks; the connection to the broker ends when nobody needs it any more.
    /// </summary>
    private static void AddParts(IServiceCollection services, CollectorConfig config)
    {
        services.AddSingleton(config).AddSingleton(TimeProvider.System).AddSingleton(Random.Shared).AddSingleton(SystemdNotifier.FromEnvironment());
        services.AddSingleton<BrokerLink>().AddSingleton<ISitePublisher>(all => all.GetRequiredService<BrokerLink>()).AddSingleton<ICommandPublisher>(all => all.GetRequiredService<BrokerLink>())
            .AddSingleton<IHealthProbe>(all => all.GetRequiredService<BrokerLink>()).AddHostedService(all => all.GetRequiredService<BrokerLink>());
        services.AddSingleton<AckPublisher>().AddHostedService(all => all.GetRequiredService<AckPublisher>());
        services.AddReception();
        AddIngest(services, config);
        services.AddHostedService<CollectorFigures>();
        services.AddDownsampling(config);
        services.AddApi();
        services.AddAlerts(config);
        services.AddDelivery(config);
        services.AddWatch(config);
        services.AddReports();
        services.AddSites(config);
        services.AddFleet();
        services.AddUpdates();
        services.AddReplies();
        services.AddHostedService<NightlyBackup>();
        services.AddConsole(config);
        services.AddHostedService<Intake>();
        services.AddHostedService<ServiceState>();
    }

    private static void AddIngest(IServiceCollection services, CollectorConfig config)
    {
        services.AddSingleton(new IngestOptions()).AddSingleton<IngestQueue>().AddSingleton<IngestCounters>().AddSingleton<BodyStore>();
        services.AddSingleton(all => new SeriesBudgets(all.GetRequiredService<IngestOptions>().NewSeriesPerHour, all.GetRequiredService<TimeProvider>()));
        services.AddSingleton(all => new DeadLetters(Path.Combine(config.StateDir, "dead-letters"), maxFileBytes: 8 << 20, maxFiles: 8,
            all.GetRequiredService<TimeProvider>(), all.GetRequiredService<ILogger<DeadLetters>>()));
        services.AddSingleton<IInfluxDb>(all => new InfluxHttp(config.Influx, WriteTimeout, all.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DatabaseState>().AddSingleton<IHealthProbe>(all => all.GetRequiredService<DatabaseState>());
        services.AddSingleton<TelemetryIngest>().AddSingleton<IMessageHandler>(all => all.GetRequiredService<TelemetryIngest>())
            .AddHostedService(all => all.GetRequiredService<TelemetryIngest>());
    }
}
