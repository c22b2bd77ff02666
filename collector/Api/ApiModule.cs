using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.External;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Resources;
using EdgeNoc.Collector.Api.Seed;
using EdgeNoc.Collector.Backup;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Find;
using EdgeNoc.Collector.SiteCommands;
using EdgeNoc.Collector.Sites;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Api;

/// <summary>The HTTP API: everything below <c>/api</c> wants a token; its description at <c>/openapi/v1.json</c> does not.</summary>
internal static class ApiModule
{
    /// <summary>Needs what the alerts register.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddFind().AddSecretVault().AddSiteCommands().AddSingleton<ApiContext>().AddSingleton<ChannelDesk>().AddSingleton<Restart>().AddSingleton<BackupDesk>().AddSingleton<FailedAttempts>().AddAccess();
        services.AddAuthorizationBuilder()
            .AddPolicy(Roles.Viewer, policy => policy.RequireRole(Roles.Viewer, Roles.Operator, Roles.Admin))
            .AddPolicy(Roles.Operator, policy => policy.RequireRole(Roles.Operator, Roles.Admin))
            .AddPolicy(Roles.Admin, policy => policy.RequireRole(Roles.Admin));
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = ApiJson.Default.Options.PropertyNamingPolicy;
            json.SerializerOptions.DefaultIgnoreCondition = ApiJson.Default.Options.DefaultIgnoreCondition;
            foreach (var converter in ApiJson.Default.Options.Converters) json.SerializerOptions.Converters.Add(converter);
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        });
        return services.AddRequestLimit().AddApiDescription().AddHostedService<SeedAtStart>().AddHostedService<ExternalExpiry>();
    }

    public static void MapApi(this WebApplication app)
    {
        app.UseApiFailures();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<SiteGate>();
        app.UseRateLimiter();
        app.MapOpenApi("/openapi/{documentName}.json");
        var v1 = Group(app, "/api/v1");
        v1.MapAlerts();
        v1.MapIncidents();
        v1.MapFeed();
        v1.MapAnalytics();
        v1.MapSilences();
        v1.MapPeople();
        v1.MapRoutes();
        v1.MapTemplates();
        v1.MapChannels();
        v1.MapBackups();
        v1.MapSites();
        v1.MapSiteMachines();
        v1.MapSiteDevices();
        v1.MapRemoved();
        v1.MapImport();
        v1.MapFleet();
        v1.MapSiteCommands();
        v1.MapSecrets();
        v1.MapFind();
        v1.MapRecords();
        v1.MapTokens();
        v1.MapUpdates();
        v1.MapUsers();
        Group(app, "/api/v2").MapExternal();
    }

    /// <summary>Endpoints below a path, for whoever has a token or a session, and not more often than is good.</summary>
    public static RouteGroupBuilder Group(WebApplication app, string path) =>
        app.MapGroup(path).RequireAuthorization(Roles.Viewer).RequireRateLimiting(RequestLimit.Policy).AddEndpointFilter<RouteGroupBuilder, Unchanged>().AnswersLikeAll();
}
