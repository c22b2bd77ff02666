using EdgeNoc.Collector.Alerts;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Probes;

namespace EdgeNoc.Collector.Delivery;

/// <summary>Registers everything between the outbox and somebody's phone.</summary>
internal static class DeliveryModule
{
    /// <summary>Needs what <c>AddAlerts</c> registers.</summary>
    public static IServiceCollection AddDelivery(this IServiceCollection services, CollectorConfig config)
    {
        foreach (var channel in config.Channels) services.AddSingleton(all => channel.Open(all.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ChannelHealth>().AddSingleton<IHealthProbe>(all => all.GetRequiredService<ChannelHealth>());
        services.AddSingleton<DeliveryTimes>();
        services.AddSingleton(all => DeliveryRules.Of(
            all.GetServices<IChannel>(),
            config.Channels.ToDictionary(channel => channel.Channel.Id, channel => channel.Channel.MonthlyCap, StringComparer.Ordinal),
            TimeSpan.FromSeconds(config.Alerts.AckDeadlineS),
            all.GetRequiredService<AlertRules>()));
        services.AddSingleton<ReceiptInbox>();
        services.AddHostedService<OutboxSender>();
        return services;
    }
}
