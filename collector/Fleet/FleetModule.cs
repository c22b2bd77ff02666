using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Common.Signing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeNoc.Collector.Fleet;

/// <summary>Registers what brings configs to sites and knows how they do.</summary>
internal static class FleetModule
{
    /// <summary>Needs the connection to the broker and the reception.</summary>
    public static IServiceCollection AddFleet(this IServiceCollection services) => services.AddNocKey()
        .AddSingleton<HaveIngest>().AddSingleton<IMessageHandler>(all => all.GetRequiredService<HaveIngest>()).AddHostedService(all => all.GetRequiredService<HaveIngest>())
        .AddHostedService<ConfigSender>();

    /// <summary>Opened when it is needed first.</summary>
    public static IServiceCollection AddNocKey(this IServiceCollection services)
    {
        services.TryAddSingleton(all => new Lazy<SigningKey>(() => NocKey.Open(all.GetRequiredService<CollectorConfig>().StateDir), LazyThreadSafetyMode.PublicationOnly));
        return services;
    }
}
