using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Inventory.Broker;
using EdgeNoc.Collector.Inventory.Enrolment;
using EdgeNoc.Collector.Inventory.Secrets;
using EdgeNoc.Collector.Web;

namespace EdgeNoc.Collector.Inventory;

/// <summary>Registers what makes and unmakes sites.</summary>
internal static class SitesModule
{
    /// <summary>Needs what the alerts and the connection to the broker register.</summary>
    public static IServiceCollection AddSites(this IServiceCollection services, CollectorConfig config)
    {
        // Opened when it is needed first: a collector that keeps no passwords makes no key.
        services.AddSingleton(new Lazy<SecretVault>(() => SecretVault.Open(config.StateDir), LazyThreadSafetyMode.PublicationOnly));
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
}
