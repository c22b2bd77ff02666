using EdgeNoc.Collector.Alerts.Events;
using EdgeNoc.Collector.Alerts.Incidents;
using EdgeNoc.Collector.Alerts.Offline;
using EdgeNoc.Collector.Alerts.Reconciliation;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Inventory.Onus;
using EdgeNoc.Collector.Inventory.Sessions;
using EdgeNoc.Collector.Probes;
using EdgeNoc.Collector.Store;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeNoc.Collector.Alerts;

/// <summary>Registers everything between a received event and a message in the outbox.</summary>
internal static class AlertsModule
{
    /// <summary>Needs <see cref="IAcknowledger"/> and <see cref="ISitePublisher"/> from elsewhere; the database is <c>collector.db</c> in the state folder.</summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services, CollectorConfig config)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.AddSingleton(_ => CollectorDatabase.Open(Path.Combine(config.StateDir, "collector.db")));
        services.AddSingleton(AlertRules.Of(config));
        services.AddSingleton<Wakeups>();
        services.AddSingleton<AlertEngine>();
        services.AddSingleton<IncidentsPublisher>();
        services.AddSingleton<Pulse>().AddSingleton<IHealthProbe>(provider => provider.GetRequiredService<Pulse>());
        AddHandler<EventIngest>(services);
        services.AddSingleton<ITableFollower, SnapshotKeeper>().AddSingleton<ITableFollower, SessionKeeper>().AddSingleton<ITableFollower, OnuKeeper>();
        services.AddHostedService<HistoryUpkeep>();
        AddHandler<TableIngest>(services);
        services.AddSingleton<IStatusFollower, StatusSkew>();
        AddHandler<StatusIngest>(services);
        services.AddHostedService<GatewayProbe>();
        services.AddHostedService<AlertLoop>();
        return services;
    }

    /// <summary>One object is both: it takes messages off the broker's thread and stores them on its own.</summary>
    private static void AddHandler<T>(IServiceCollection services)
        where T : BackgroundService, IMessageHandler
    {
        services.AddSingleton<T>();
        services.AddSingleton<IMessageHandler>(provider => provider.GetRequiredService<T>());
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
