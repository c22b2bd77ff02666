using EdgeNoc.Collector.Config;

namespace EdgeNoc.Collector.Alerts;

/// <summary>Registers everything between a received event and a message on somebody's phone.</summary>
internal static class AlertsModule
{
    public static IServiceCollection AddAlerts(this IServiceCollection services, CollectorConfig config) => services;
}
