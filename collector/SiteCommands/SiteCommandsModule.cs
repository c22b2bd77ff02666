using EdgeNoc.Collector.Ingest;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeNoc.Collector.SiteCommands;

/// <summary>Registers what sends commands to sites.</summary>
internal static class SiteCommandsModule
{
    /// <summary>Needs the database and <see cref="ICommandPublisher"/> from elsewhere.</summary>
    public static IServiceCollection AddSiteCommands(this IServiceCollection services)
    {
        services.TryAddSingleton<CommandPace>();
        services.AddSingleton<CommandReplies>().AddSingleton<IMessageHandler>(all => all.GetRequiredService<CommandReplies>());
        services.AddSingleton<CommandLevels>().AddSingleton<IMessageHandler>(all => all.GetRequiredService<CommandLevels>());
        return services.AddSingleton<SiteCommander>().AddSingleton<DeviceTest>();
    }
}
