using EdgeNoc.Collector.Inventory;

namespace EdgeNoc.Collector.Updates;

/// <summary>Registers what brings new versions to the sites.</summary>
internal static class UpdatesModule
{
    /// <summary>Needs the connection to the broker and the office's key.</summary>
    public static IServiceCollection AddUpdates(this IServiceCollection services) =>
        services.AddSingleton<DownloadPace>().AddSingleton<IStatusFollower, UpdateFollower>().AddHostedService<UpdateLoop>();
}
