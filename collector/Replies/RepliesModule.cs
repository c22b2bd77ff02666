using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Channels.Inbound;
using EdgeNoc.Collector.Find;

namespace EdgeNoc.Collector.Replies;

/// <summary>Registers what hears people.</summary>
internal static class RepliesModule
{
    public static IServiceCollection AddReplies(this IServiceCollection services)
    {
        services.AddFind().AddHostedService<FindUpkeep>();
        services.AddSingleton<AllowList>().AddSingleton<CommandDesk>().AddSingleton<RefusedCalls>().AddSingleton<Inbox>();
        services.AddHostedService<PollLoop>();
        return services;
    }

    /// <summary>The addresses that providers call.</summary>
    public static void MapReplies(this WebApplication app) =>
        app.MapWebhooks(app.Services.GetServices<IChannel>(), app.Services.GetRequiredService<Inbox>(), app.Services.GetRequiredService<TimeProvider>());
}
