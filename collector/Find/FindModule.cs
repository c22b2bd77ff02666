using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeNoc.Collector.Find;

/// <summary>Registers the search, once for all who ask.</summary>
internal static class FindModule
{
    public static IServiceCollection AddFind(this IServiceCollection services)
    {
        services.TryAddSingleton<FindIndex>();
        services.TryAddSingleton<FindService>();
        return services;
    }
}
