using EdgeNoc.Collector.Store;

namespace EdgeNoc.Collector.Ingest.Reception;

/// <summary>Registers the account of what was received, between those who store and those who acknowledge.</summary>
internal static class ReceptionModule
{
    /// <summary>Needs <see cref="AckPublisher"/>, registered before, and <see cref="CollectorDatabase"/>.</summary>
    public static IServiceCollection AddReception(this IServiceCollection services)
    {
        services.AddSingleton<ReceptionLedger>();
        services.AddSingleton<TouchedWindows>().AddSingleton<ITouchedWindows>(all => all.GetRequiredService<TouchedWindows>());
        services.AddSingleton(all => new ReceptionLog(
            all.GetRequiredService<CollectorDatabase>(), all.GetRequiredService<ReceptionLedger>(), all.GetRequiredService<TouchedWindows>(),
            all.GetRequiredService<AckPublisher>(), all.GetRequiredService<TimeProvider>(), all.GetRequiredService<ILogger<ReceptionLog>>()));
        services.AddSingleton<IAcknowledger>(all => all.GetRequiredService<ReceptionLog>()).AddSingleton<IReceipts>(all => all.GetRequiredService<ReceptionLog>());
        services.AddHostedService(all => all.GetRequiredService<ReceptionLog>());
        services.AddHostedService<GapWatch>();
        return services;
    }
}
