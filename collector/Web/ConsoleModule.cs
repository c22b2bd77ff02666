using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Charts;
using EdgeNoc.Collector.Web.Groups;
using EdgeNoc.Collector.Web.Health;
using EdgeNoc.Collector.Web.Lists;
using EdgeNoc.Collector.Web.Live;
using EdgeNoc.Collector.Web.Map;
using EdgeNoc.Collector.Web.Optics;
using EdgeNoc.Collector.Web.Panel;
using EdgeNoc.Collector.Web.State;
using EdgeNoc.Collector.Web.Static;
using EdgeNoc.Collector.Web.Talkers;
using EdgeNoc.Collector.Web.Traffic;
using Microsoft.AspNetCore.DataProtection;

namespace EdgeNoc.Collector.Web;

/// <summary>The console: pages for people, and what is live of them. Everything else they need is the API's.</summary>
internal static class ConsoleModule
{
    /// <summary>What the platform notes of forms that are too old, and of keys that lie in a folder nobody else may read, is no trouble.</summary>
    public static ILoggingBuilder AddConsoleFilters(this ILoggingBuilder logging) => logging
        .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error)
        .AddFilter(typeof(SessionHandler).FullName, LogLevel.Warning);

    public static IServiceCollection AddConsole(this IServiceCollection services, CollectorConfig config)
    {
        services.AddSingleton<LiveBook>().AddSingleton<InterfaceBook>().AddSingleton<ILineTap, LineTaps>().AddSingleton<ITableFollower>(all => all.GetRequiredService<LiveBook>());
        services.AddSingleton<LivePicture>().AddSingleton<LiveHub>().AddSingleton<LiveLoop>().AddHostedService(all => all.GetRequiredService<LiveLoop>()).AddHostedService<PeakKeeper>();
        services.AddSingleton<ConsoleAssets>().AddSingleton<ChartReader>().AddSingleton<SnapshotBook>();
        services.AddSingleton<CustomersNow>().AddSingleton<MapReader>().AddSingleton<TalkerReader>().AddSingleton<OpticReader>().AddSingleton<NetworkCharts>().AddSingleton<CollectorNow>();
        services.AddSingleton<PanelBook>().AddSingleton<IMessageHandler>(all => all.GetRequiredService<PanelBook>());
        services.AddHttpContextAccessor().AddScoped<Viewer>();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Add(ConsoleJson.Default));

        // What marks a form as the console's own must outlast a restart: a page may be open for days.
        var keys = Directory.CreateDirectory(Path.Combine(config.StateDir, "console-keys"));
        if (!OperatingSystem.IsWindows()) keys.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        services.AddDataProtection().SetApplicationName("edgenoc-console").PersistKeysToFileSystem(keys);
        services.AddRazorPages(pages =>
        {
            pages.RootDirectory = "/Web/Pages";
            pages.Conventions.AuthorizeFolder("/", Roles.Viewer);
            foreach (var open in (string[])["/SignIn", "/Setup", "/Problem"]) pages.Conventions.AllowAnonymousToPage(open);
        });
        return services;
    }

    /// <summary>What goes wrong with a page is told by a page. Before the API's own, whose answers are for programs.</summary>
    public static void UseConsoleProblems(this WebApplication app) => app.UseWhen(
        context => !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal),
        pages => pages.UseStatusCodePagesWithReExecute("/problem/{0}"));

    /// <summary>Before the routes are looked at.</summary>
    public static void UsePagesOnDemand(this WebApplication app)
    {
        var pages = new PagesOnDemand(app);
        ((IEndpointRouteBuilder)app).DataSources.Add(pages);
        app.Use((context, next) =>
        {
            pages.MakeFor(context.Request.Path);
            return next(context);
        });
    }

    public static void MapConsole(this WebApplication app)
    {
        app.MapAssets();
        var v1 = ApiModule.Group(app, "/api/v1");
        v1.MapLive();
        v1.MapHistory();
        v1.MapGroups();
        v1.MapCustomers();
        v1.MapPlaces();
        v1.MapInterfaces();
        v1.MapTalkers();
        v1.MapOptics();
        v1.MapPanel();
        v1.MapCollector();
        v1.MapState();
    }
}
