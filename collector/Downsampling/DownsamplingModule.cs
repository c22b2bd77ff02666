using EdgeNoc.Collector.Config;
using EdgeNoc.Collector.Influx;

namespace EdgeNoc.Collector.Downsampling;

/// <summary>Registers the figures of five minutes.</summary>
internal static class DownsamplingModule
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Needs what <c>AddReception</c> registers.</summary>
    public static IServiceCollection AddDownsampling(this IServiceCollection services, CollectorConfig config)
    {
        services.AddSingleton<IFigureStore>(all => new InfluxFigures(config.Influx, Patience, all.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Recomputation>().AddHostedService<FigureLoop>();
        return services;
    }
}
