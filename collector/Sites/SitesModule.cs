using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Probes;
using EdgeNoc.Collector.Sites.Broker;
using EdgeNoc.Collector.Sites.Enrolment;
using EdgeNoc.Collector.Sites.Secrets;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeNoc.Collector.Sites;

/// <summary>Registers what makes and unmakes sites.</summary>
internal static class SitesModule
{
    /// <summary>Needs what the alerts and the connection to the broker register.</summary>
    public static IServiceCollection AddSites(this IServiceCollection services, CollectorConfig config)
    {
        services.AddSecretVault();
        if (config.BrokerAdmin is null)
        {
            services.AddSingleton<IBrokerAdmin, NoBrokerAdmin>();
        }
        else
        {
            services.AddSingleton<BrokerAdmin>().AddSingleton<IBrokerAdmin>(all => all.GetRequiredService<BrokerAdmin>())
                .AddSingleton<IHealthProbe>(all => all.GetRequiredService<BrokerAdmin>()).AddHostedService(all => all.GetRequiredService<BrokerAdmin>());
        }

        services.AddSingleton<EnrolmentDesk>().AddSingleton<EnrolmentPace>().AddSingleton<IStatusFollower, TwoAgents>();
        return services.AddHostedService<EnrolmentLoop>();
    }

    /// <summary>Opened when it is needed first: a collector that keeps no passwords makes no key.</summary>
    public static IServiceCollection AddSecretVault(this IServiceCollection services)
    {
        services.TryAddSingleton(all => new Lazy<SecretVault>(() => SecretVault.Open(all.GetRequiredService<CollectorConfig>().StateDir), LazyThreadSafetyMode.PublicationOnly));
        return services;
    }
}
