using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Influx;
using EdgeNoc.Collector.Store;
using EdgeNoc.Collector.Watch.Figures;

namespace EdgeNoc.Collector.Watch;

/// <summary>Registers what watches the collector itself.</summary>
internal static class WatchModule
{
    /// <summary>Needs what <c>AddAlerts</c> registers, and the time series database.</summary>
    public static IServiceCollection AddWatch(this IServiceCollection services, CollectorConfig config)
    {
        services.AddSingleton(all => new Watcher(
            all.GetRequiredService<CollectorDatabase>(), [.. config.Channels.Select(channel => channel.Channel)],
            all.GetRequiredService<DatabaseState>(), all.GetRequiredService<ChannelHealth>()));
        services.AddHostedService<WatchLoop>();
        services.AddSingleton<AlertFigures>().AddHostedService<FiguresLoop>();
        if (config.Watch.DeadMan is { } url) services.AddSingleton(url).AddHostedService<DeadMan>();
        return services;
    }
}
